using System.Security.Cryptography;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>How much of a verb's output was seen, and its digest: where the minion finds that beginning, it returns only the rest.</summary>
sealed class SeenOutput : IDisposable
{
    readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Bytes { get; private set; }
    public string Sha256 => Convert.ToHexStringLower(sum.GetCurrentHash());

    /// <summary>The lines of what came.</summary>
    public IEnumerable<string> Add(SaltOutput output)
    {
        if (output.From != Bytes)
        {
            sum.GetHashAndReset(); // the verb was begun anew
            Bytes = 0;
        }
        var bytes = HostText.Bytes.GetBytes(output.Output);
        sum.AppendData(bytes);
        Bytes += bytes.Length;
        return Lines(output.Output);
    }

    static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line) yield return line;
    }

    public void Dispose() => sum.Dispose();
}
