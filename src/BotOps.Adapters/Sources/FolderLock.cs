using System.Diagnostics;
using System.Globalization;

namespace BotOps.Adapters.Sources;

/// <summary>
/// One process at a time works on a folder that holds a repository's data. The kernel frees the lock (flock(2)) when its holder dies,
/// however it dies; the client's process that a killed holder left is named in the file and ended by whoever comes next.
/// </summary>
sealed class FolderLock : IDisposable
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2), Longest = TimeSpan.FromMilliseconds(100);

    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    public static async Task<FolderLock> Take(string path, CancellationToken stopping)
    {
        for (var pause = Shortest; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            if (TryTake(path) is { } taken) return taken;
            await Task.Delay(pause, stopping);
        }
    }

    public static FolderLock? TryTake(string path)
    {
        try
        {
            var taken = new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            taken.EndLeftover();
            return taken;
        }
        catch (IOException held) when (held.GetType() == typeof(IOException) && held.HResult is 11 or 35) // EWOULDBLOCK on Linux, macOS
        {
            return null;
        }
    }

    public void Note(int process) => Write($"{process} {StartTime(process)}");

    public void Forget() => Write("");

    public void Dispose() => file.Dispose();

    void Write(string text)
    {
        file.SetLength(0);
        file.Position = 0;
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    void EndLeftover()
    {
        var buffer = new byte[64];
        var text = System.Text.Encoding.ASCII.GetString(buffer, 0, file.Read(buffer));
        if (text.Length == 0) return;

        if (text.Split(' ') is [var id, { Length: > 0 } started] && int.TryParse(id, CultureInfo.InvariantCulture, out var process) && StartTime(process) == started)
            End(process);
        Forget();
    }

    static void End(int process)
    {
        try
        {
            using var left = Process.GetProcessById(process);
            left.Kill(entireProcessTree: true);
            left.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // it ended by itself meanwhile
        }
    }

    /// <summary>Field 22 of <c>/proc/PID/stat</c> (proc(5)); empty where there is none. A process id alone is used again.</summary>
    static string StartTime(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return "";
        }
    }
}
