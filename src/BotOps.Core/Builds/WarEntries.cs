using System.IO.Compression;

namespace BotOps.Core.Builds;

/// <summary>What is in a war, in the order of the names by bytes. A build made it: no member leads out of the folder that it is exploded into.</summary>
sealed class WarEntries : IDisposable
{
    const int MostGigabytes = 4;
    const int LinkType = 0xA000, TypeMask = 0xF000; // of st_mode, which zip keeps in the upper half of the attributes
    readonly string path;
    readonly ZipArchive zip;

    /// <exception cref="BuildFailed">It is no zip, or has a member that may not be exploded.</exception>
    public WarEntries(Stream war, string path)
    {
        this.path = path;
        try
        {
            zip = new ZipArchive(war, ZipArchiveMode.Read);
            All = [.. zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        }
        catch (InvalidDataException broken)
        {
            throw new BuildFailed(Texts.Kinds.WarBroken(path, broken.Message), broken);
        }
        foreach (var entry in zip.Entries.Where(entry => !IsInside(entry))) throw new BuildFailed(Texts.Kinds.WarLeadsOut(path, entry.FullName));
        if (All.GroupBy(entry => entry.FullName).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new BuildFailed(Texts.Kinds.WarTwice(path, twice.Key));
        if (All.Sum(entry => (double)entry.Length) > MostGigabytes * Math.Pow(2, 30)) throw new BuildFailed(Texts.Kinds.WarTooLarge(path, MostGigabytes));
    }

    public IReadOnlyList<ZipArchiveEntry> All { get; }

    /// <summary>Its content in place of what <paramref name="into"/> held: never more than it says of itself.</summary>
    public async Task Read(ZipArchiveEntry entry, FileStream into, CancellationToken stopping)
    {
        into.SetLength(0);
        into.Position = 0;
        var buffer = new byte[81920];
        try
        {
            await using var content = entry.Open();
            while (await content.ReadAsync(buffer, stopping) is > 0 and var read)
            {
                if (into.Position + read > entry.Length) throw new InvalidDataException($"{entry.FullName} is longer than it says");
                await into.WriteAsync(buffer.AsMemory(0, read), stopping);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new BuildFailed(Texts.Kinds.WarBroken(path, broken.Message), broken);
        }
        into.Position = 0;
    }

    public void Dispose() => zip.Dispose();

    static bool IsInside(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        return (entry.ExternalAttributes >> 16 & TypeMask) != LinkType && !name.Any(c => char.IsControl(c) || c == '\\')
            && name.TrimEnd('/').Split('/').All(part => part is not ("" or "." or ".."));
    }
}
