using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace BotOps.Benchmarks.Rig;

/// <summary>A bare repository as a team of many years has it.</summary>
sealed class LongHistory(string folder)
{
    int files;

    public string Folder => folder;
    public long Bytes => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);

    /// <summary>Each commit changes one of the files.</summary>
    public async Task Make(int commits, int files, CancellationToken stopping)
    {
        this.files = files;
        await Git(["init", "--quiet", "--bare", "--initial-branch=master", folder]).ExecuteAsync(stopping);
        await Git(["--git-dir", folder, "fast-import", "--quiet"]).WithStandardInputPipe(PipeSource.Create((input, token) => Write(input, commits, token))).ExecuteAsync(stopping);
        await Git(["--git-dir", folder, "gc", "--quiet"]).ExecuteAsync(stopping);
    }

    public async Task<string> Push(string title, CancellationToken stopping)
    {
        await Git(["--git-dir", folder, "fast-import", "--quiet"]).WithStandardInputPipe(PipeSource.FromString(Commit(0, title, "from refs/heads/master^0\n"))).ExecuteAsync(stopping);
        return (await Git(["--git-dir", folder, "rev-parse", "master"]).ExecuteBufferedAsync(stopping)).StandardOutput.Trim();
    }

    async Task Write(Stream input, int commits, CancellationToken stopping)
    {
        await using var writer = new StreamWriter(input, leaveOpen: true);
        for (var n = 0; n < commits; n++) await writer.WriteAsync(Commit(n, $"Change {n}", "").AsMemory(), stopping);
    }

    string Commit(int n, string title, string parent)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"// file {n % files}, version {n} of {title}\n{string.Concat(Enumerable.Range(0, 20).Select(line => $"line {line * 7919 % (n + 13)} of what is written here\n"))}");
        return string.Create(CultureInfo.InvariantCulture, $"commit refs/heads/master\ncommitter Bench <bench@example.org> {1_700_000_000 + n} +0000\ndata {title.Length}\n{title}\n{parent}M 100644 inline src/{n % files % 40:00}/file-{n % files:0000}.cs\ndata {text.Length}\n{text}\n");
    }

    public static Command Git(IEnumerable<string> arguments) => Cli.Wrap("git").WithArguments(arguments);
}
