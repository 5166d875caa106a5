using BotOps.Adapters.Sources.Svn;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Sources;

/// <summary>A real svn repository with a project <c>shop</c> in it, and one machine's BotOps that reads it; taken away at the end.</summary>
public sealed class SvnRig
{
    readonly List<SvnNames> started = [];

    public SvnRig()
    {
        if (!SvnServe.Available) return;
        Programs.Run("svnadmin", Folder, "create", Database);
        Svn("mkdir", "-m", "layout", "--parents", $"{Project}/trunk", $"{Project}/branches", $"{Project}/tags");
        Svn("checkout", $"{Project}/trunk", Work);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("botops-svn-").FullName;
    public string Data => Path.Combine(Folder, "data");
    public string Copies => Path.Combine(Data, "svn", "copies");

    /// <summary>What svnadmin made.</summary>
    public string Database => Path.Combine(Folder, "database");
    public string Project => $"file://{Database}/shop";

    /// <summary>A developer's working copy, of trunk unless it was switched.</summary>
    public string Work => Path.Combine(Folder, "work");

    public Repository AsFile() => new("svn", Project);

    /// <summary>As another process of BotOps on the same machine would have it: nothing shared but the folder.</summary>
    internal SvnSource Source(TimeSpan? readLimit = null)
    {
        var options = new SvnOptions { DataFolder = Data, ReadLimit = readLimit ?? TimeSpan.FromSeconds(30), CheckoutLimit = TimeSpan.FromSeconds(30) };
        var home = new SvnHome(options);
        var names = new SvnNames(TimeProvider.System, NullLogger<SvnNames>.Instance);
        started.Add(names);
        return new(home, new SvnClient(home, TimeProvider.System), names, options, NoDatabase.References, TimeProvider.System);
    }

    public string NewTree() => Path.Combine(Folder, "trees", Guid.NewGuid().ToString("N"));

    /// <returns>The revision.</returns>
    public long Commit(string message, string file = "file.txt", string? content = null)
    {
        var path = Path.Combine(Work, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content ?? message);
        Programs.Run("svn", Work, "add", "--quiet", "--force", "--parents", path);
        Programs.Run("svn", Work, "commit", "--quiet", "--username", "lin", "-m", message);
        return Newest();
    }

    public long Copy(string from, string to, string? message = null)
    {
        Svn("copy", "-m", message ?? $"{from} as {to}", $"{Project}/{from}", $"{Project}/{to}");
        return Newest();
    }

    /// <summary>One commit that changes a file of two branches.</summary>
    public long BothChanged(string one, string other)
    {
        var whole = Path.Combine(Folder, "whole");
        Svn("checkout", Project, whole);
        foreach (var line in new[] { one, other }) File.WriteAllText(Path.Combine(whole, line, "file.txt"), "both");
        Programs.Run("svn", whole, "commit", "--quiet", "--username", "lin", "-m", "both");
        return Newest();
    }

    /// <summary>Commits on trunk, made as svnadmin loads them, which takes a moment and not minutes.</summary>
    public void ManyCommits(int count)
    {
        var dump = new System.Text.StringBuilder("SVN-fs-dump-format-version: 2\n\n");
        var next = Newest();
        for (var i = 1; i <= count; i++)
        {
            var message = $"many {i}";
            var properties = $"K 7\nsvn:log\nV {message.Length}\n{message}\nK 10\nsvn:author\nV 3\nlin\nPROPS-END\n";
            dump.Append($"Revision-number: {next + i}\nProp-content-length: {properties.Length}\nContent-length: {properties.Length}\n\n{properties}\n");
            dump.Append($"Node-path: shop/trunk/file.txt\nNode-kind: file\nNode-action: change\nText-content-length: {message.Length}\nContent-length: {message.Length}\n\n{message}\n\n");
        }
        File.WriteAllText(Path.Combine(Folder, "dump"), dump.ToString());
        Programs.Run("svnadmin", Folder, "load", "--quiet", "--file", "dump", Database);
    }

    public void WorkOn(string line) => Svn("switch", "--ignore-ancestry", $"{Project}/{line}", Work);

    public string Svn(params string[] arguments) => Programs.Run("svn", Folder, [.. arguments, "--quiet", "--non-interactive", "--username", "lin"]);

    public long Newest() => long.Parse(Programs.Run("svnlook", Folder, "youngest", Database), System.Globalization.CultureInfo.InvariantCulture);

    public async Task Close()
    {
        foreach (var names in started) await names.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
