using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace BotOps.Core.Secrets;

/// <summary>A key that secrets are encrypted with.</summary>
/// <param name="Bytes">32, for AES-256.</param>
public sealed record SecretKey(string Id, byte[] Bytes)
{
    public const int Length = 32;

    /// <summary>Its id alone, whoever prints it.</summary>
    public override string ToString() => Id;
}

/// <summary>
/// The keys of the stored secrets, which are never in the database: one file a key in a folder that machines share, or given by
/// configuration, the first of which encrypts. Ids are <c>0001-9f3a12cd</c>; the highest one of the folder encrypts.
/// </summary>
public sealed partial class SecretKeys(SecretKeyOptions options)
{
    const UnixFileMode OwnerReads = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public bool Configured => options.Given.Count > 0;
    public string Folder => options.Folder;

    /// <summary>The key that encrypts from now on; the first one is made where there is none.</summary>
    public SecretKey Newest() => NewestIfAny() ?? Make();

    /// <summary>The same; null where there is none yet.</summary>
    public SecretKey? NewestIfAny() =>
        options.Given is [var first, ..] ? first : Ids().LastOrDefault() is { } newest ? Find(newest) : null;

    /// <summary>By an id that a stranger may have made up; null: there is none of it here.</summary>
    public SecretKey? Known(string id) => options.Given.FirstOrDefault(k => k.Id == id) ?? (Ids().Contains(id) ? Find(id) : null);

    /// <exception cref="UserError">It is not there or no key; the message names the file.</exception>
    public SecretKey Find(string id)
    {
        if (options.Given.FirstOrDefault(k => k.Id == id) is { } given) return given;

        var path = PathOf(id);
        try
        {
            return new(id, Read(File.ReadAllText(path)) ?? throw new UserError(Texts.StoredSecrets.NoKeyInFile(path)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError(Texts.StoredSecrets.KeyMissing(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Texts.SecretFileUnreadable(path, e.Message));
        }
    }

    /// <summary>A new key file, whose id comes after every other's.</summary>
    public SecretKey Make()
    {
        var last = Ids().LastOrDefault() is { } id ? int.Parse(id.Split('-')[0], CultureInfo.InvariantCulture) : 0;
        var key = new SecretKey($"{last + 1:0000}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", RandomNumberGenerator.GetBytes(SecretKey.Length));
        try
        {
            Directory.CreateDirectory(Folder, OwnerReads | UnixFileMode.UserExecute);
            Write(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Texts.StoredSecrets.KeyNotWritten(Folder, e.Message));
        }
        return key;
    }

    public string PathOf(string id) => Path.Combine(Folder, $"{id}.key");

    /// <summary>Key files that every user of this machine may read or change.</summary>
    public IReadOnlyList<string> OpenToAll() =>
        OperatingSystem.IsWindows() ? [] : [.. Ids().Select(PathOf).Where(path => (File.GetUnixFileMode(path) & Others) != 0)];

    /// <summary>Null for what is no key: base64 of 32 bytes.</summary>
    public static byte[]? Read(string text)
    {
        var bytes = new byte[SecretKey.Length + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == SecretKey.Length ? bytes[..length] : null;
    }

    IEnumerable<string> Ids() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.key").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(id => Form().IsMatch(id)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Whole on the disk before a row is encrypted with it.</summary>
    void Write(SecretKey key)
    {
        var half = Path.Combine(Folder, $".{key.Id}.tmp");
        using (var file = new FileStream(half, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerReads }))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key.Bytes) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(half, PathOf(key.Id));
    }

    [GeneratedRegex(@"^\d{4}-[0-9a-f]{8}\z")]
    private static partial Regex Form();
}
