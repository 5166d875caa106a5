using System.Globalization;
using BotOps.Core.Processes;
using CliWrap;

namespace BotOps.Core.Builds.Maven;

/// <summary>
/// The local repository of one build, <c>&lt;data&gt;/maven/&lt;project&gt;/&lt;n&gt;</c>, kept for the next one. Maven does not let two processes share one,
/// and no project is to put anything into that of another: a project has as many as it ever had builds at once here, each for one build at a
/// time. The kernel frees it (flock(2)) when BotOps dies, however it dies.
/// </summary>
sealed class MavenRepository : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    const int Most = 1000;

    readonly FileStream held;

    MavenRepository(FileStream held, string folder) => (this.held, Folder) = (held, folder);

    public string Folder { get; }

    public static async Task<MavenRepository> Take(BuildOptions options, int project, BuildUser user, CancellationToken stopping)
    {
        var all = Path.Combine(options.DataFolder, "maven");
        var own = Path.Combine(all, user.Id is { } id ? $"{Text(project)}-{Text(id)}" : Text(project)); // what another user made is not his
        foreach (var folder in new[] { all, own })
        {
            Directory.CreateDirectory(folder);
            SetMode(folder, user.Id is null ? OwnerOnly : PassThrough);
        }

        for (var number = 1; number <= Most; number++)
            if (TryHold(Path.Combine(own, $"{Text(number)}.lock")) is { } held)
            {
                var taken = new MavenRepository(held, Path.Combine(own, Text(number)));
                await taken.Prepare(user, stopping);
                return taken;
            }
        throw new IOException($"{own} holds {Most} repositories, and all are in use.");
    }

    public void Dispose() => held.Dispose();

    async Task Prepare(BuildUser user, CancellationToken stopping)
    {
        if (Directory.Exists(Folder)) return;
        Directory.CreateDirectory(Folder);
        SetMode(Folder, OwnerOnly);
        if (user.Id is not { } id) return;

        var result = await Cli.Wrap(SystemProgram.Find("chown") ?? "chown").WithArguments(["-h", "--", $"{Text(id)}:{Text(id)}", Folder]).WithValidation(CommandResultValidation.None).ExecuteAsync(stopping);
        if (result.ExitCode == 0) return;
        Directory.Delete(Folder);
        throw new IOException($"chown: {Folder}");
    }

    static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException other) when (other.GetType() == typeof(IOException) && other.HResult is 11 or 35) // EWOULDBLOCK on Linux, macOS
        {
            return null;
        }
    }

    static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
