using System.Collections.Concurrent;
using BotOps.Adapters.Sources.Git;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Sources;

/// <summary>A folder for real repositories and one machine's BotOps that reads them; taken away at the end.</summary>
public sealed class GitRig
{
    readonly List<GitSource> started = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("botops-git-").FullName;
    public string Data => Path.Combine(Folder, "data");
    public string Mirrors => Path.Combine(Data, "mirrors");

    /// <summary>As another process of BotOps on the same machine would have it: nothing shared but the folder.</summary>
    internal GitSource Source(TimeSpan? fetchLimit = null)
    {
        var options = new GitOptions { DataFolder = Data, FetchLimit = fetchLimit ?? TimeSpan.FromSeconds(30), CloneLimit = TimeSpan.FromSeconds(30) };
        var home = new GitHome(options);
        var git = new GitClient(home, TimeProvider.System);
        var source = new GitSource(new Mirrors(home, git, options, TimeProvider.System), git, options, NoDatabase.References, TimeProvider.System, NullLogger<GitSource>.Instance);
        started.Add(source);
        return source;
    }

    public TestRepository NewRepository(string name = "order-svc") => new(Path.Combine(Folder, "repositories", name));

    public string NewTree() => Path.Combine(Folder, "trees", Guid.NewGuid().ToString("N"));

    /// <summary>What the mirrors still say of worktrees.</summary>
    public IReadOnlyList<string> WorktreesNoted() => Directory.EnumerateDirectories(Mirrors)
        .Select(m => Path.Combine(m, "worktrees"))
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFileSystemEntries)
        .ToList();

    /// <summary>Ids of processes whose command line names this rig or the given text; those that ended but were not waited for have none.</summary>
    public IReadOnlyList<int> Processes(string? naming = null) => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0)
        .Where(id => id > 0 && id != Environment.ProcessId && CommandLine(id).Contains(naming ?? Folder, StringComparison.Ordinal))
        .ToList();

    public async Task Close()
    {
        foreach (var source in started) await source.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

public sealed class Lines : ILogSink
{
    readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ValueTask Write(string source, string line, CancellationToken stopping = default)
    {
        Assert.Equal("build", source);
        lines.Enqueue(line);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A repository made with the git client, as a developer would.</summary>
public sealed class TestRepository
{
    public TestRepository(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Git("init", "--quiet", "--initial-branch=master");
    }

    public string Folder { get; }

    public Repository AsFile(bool submodules = false) => new("git", "file://" + Folder, Submodules: submodules);

    public string Commit(string title, string file = "file.txt")
    {
        File.WriteAllText(Path.Combine(Folder, file), title);
        Git("add", "--all");
        Git("commit", "--quiet", "--message", title);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>A submodule as anyone may push it: any address, any commit.</summary>
    public void Submodule(string path, string url, string commit)
    {
        Directory.CreateDirectory(Path.Combine(Folder, path));
        File.WriteAllText(Path.Combine(Folder, ".gitmodules"), $"[submodule \"{path}\"]\n\tpath = {path}\n\turl = {url}\n");
        Git("update-index", "--add", "--cacheinfo", $"160000,{commit},{path}");
    }

    public string Git(params string[] arguments) => Programs.Run("git", Folder, arguments);
}
