using BotOps.Core;

namespace BotOps.Sandbox;

/// <summary>
/// Where a sandbox keeps its state: one folder, held by a lock as long as this copy lives. PostgreSQL and builds run as other
/// users where BotOps is root, so its folders let everyone pass and nobody look.
/// </summary>
public sealed class SandboxFolder : IDisposable
{
    const UnixFileMode PassThrough = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    const int MostCopies = 20;
    readonly FileStream held;

    SandboxFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }
    public string Postgres => Below("postgres");
    public string Repositories => Below("repos");
    public string Hosts => Below("hosts");

    /// <summary>For the worker: mirrors, builds, artifacts.</summary>
    public string Work => Below("work");

    /// <param name="wanted">The folder to use; null: the usual one, or the next free one beside a copy that runs.</param>
    public static SandboxFolder Open(string? wanted)
    {
        if (wanted is not null) return Take(System.IO.Path.GetFullPath(wanted)) ?? throw new UserError(Texts.FolderTaken(wanted), wanted);

        var usual = Usual();
        var names = Enumerable.Range(1, MostCopies).Select(n => n == 1 ? usual : $"{usual}-{n}");
        return names.Select(Take).FirstOrDefault(f => f is not null) ?? throw new UserError(Texts.TooManyCopies(MostCopies));
    }

    /// <summary>A new one in the temporary folder, for a demo or a test; <see cref="Delete"/> it afterwards.</summary>
    public static SandboxFolder Fresh() => Take(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"botops-{Guid.NewGuid():N}"))!;

    public string Below(string name) => Make(System.IO.Path.Combine(Path, name));

    public void Delete()
    {
        Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => held.Dispose();

    static string Usual()
    {
        if (Environment.IsPrivilegedProcess) return "/var/lib/botops-sandbox"; // root's home lets no other user pass
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return System.IO.Path.Combine(string.IsNullOrEmpty(state) ? System.IO.Path.Combine(home, ".local", "state") : state, "botops-sandbox");
    }

    /// <summary>Null while another copy holds it.</summary>
    static SandboxFolder? Take(string path)
    {
        if (Environment.IsPrivilegedProcess && Barrier(path) is { } barrier)
            throw new UserError(Texts.FolderOutOfReach(barrier), path);

        Make(path);
        try
        {
            return new SandboxFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    static string? Barrier(string path)
    {
        for (var at = System.IO.Path.GetDirectoryName(path); at is not null; at = System.IO.Path.GetDirectoryName(at))
            if (Directory.Exists(at) && !File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute)) return at;
        return null;
    }

    static string Make(string path)
    {
        if (Directory.Exists(path)) return path;
        if (System.IO.Path.GetDirectoryName(path) is { } parent) Make(parent);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, PassThrough); // whatever the umask is
        return path;
    }
}
