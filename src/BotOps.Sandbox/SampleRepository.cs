using System.Globalization;
using System.Text;
using BotOps.Core;
using CliWrap;
using CliWrap.Buffered;

namespace BotOps.Sandbox;

/// <summary>Makes a real, bare git repository with a history, through the git client.</summary>
public static class SampleRepository
{
    static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whole or not at all; one that is there is left as it is, with whatever a newcomer pushed to it.</summary>
    public static async Task Make(string path, IReadOnlyList<SampleCommit> history, DateTimeOffset now, CancellationToken stopping)
    {
        if (Directory.Exists(path)) return;

        var half = path + ".half";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        await Git(half, Stream.Null, ["init", "--quiet", "--bare", "--initial-branch=master", "."], stopping);
        await Git(half, new MemoryStream(Utf8.GetBytes(FastImport(history, now))), ["fast-import", "--quiet"], stopping);
        Directory.Move(half, path);
    }

    /// <summary>The stream of git-fast-import(1): every commit with all of its files.</summary>
    internal static string FastImport(IReadOnlyList<SampleCommit> history, DateTimeOffset now)
    {
        var stream = new StringBuilder();
        foreach (var (commit, mark) in history.Select((c, i) => (c, i + 1)))
        {
            var who = $"{commit.Author} <{Mail(commit.Author)}> {(now - commit.Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0800";
            stream.Append($"commit refs/heads/{commit.On}\nmark :{mark}\nauthor {who}\ncommitter {who}\n").Append(Data(commit.Title + "\n"));
            if (commit.From is { } from) stream.Append($"from :{history.Take(mark - 1).ToList().FindLastIndex(c => c.On == from || c.Tag == from) + 1}\n");
            stream.Append("deleteall\n");
            foreach (var (file, content) in commit.Tree.With("VERSION", commit.Version + "\n").Files)
                stream.Append($"M 100644 inline {file}\n").Append(Data(content));
            if (commit.Tag is { } tag) stream.Append($"tag {tag}\nfrom :{mark}\ntagger {who}\n").Append(Data($"{commit.Title}\n"));
        }
        return stream.ToString();
    }

    static string Data(string text) => $"data {Utf8.GetByteCount(text)}\n{text}\n";

    static string Mail(string author) => author == "王芳" ? "wang.fang@example.com" : $"{author.ToLowerInvariant().Replace(' ', '.')}@example.com";

    static async Task Git(string folder, Stream input, string[] arguments, CancellationToken stopping)
    {
        var result = await Cli.Wrap("git").WithArguments(arguments).WithWorkingDirectory(folder).WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(e => e.Set("GIT_CONFIG_GLOBAL", "/dev/null").Set("GIT_CONFIG_SYSTEM", "/dev/null").Set("GIT_DIR", "."))
            .WithStandardInputPipe(PipeSource.FromStream(input)).ExecuteBufferedAsync(stopping);
        if (result.ExitCode != 0) throw new UserError(Texts.SampleFailed(arguments[0], folder, result.StandardError.Trim()));
    }
}
