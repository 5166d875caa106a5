using System.Collections.Concurrent;
using BotOps.Adapters.Artifacts;
using BotOps.Core.Builds;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Builds;

/// <summary>A machine that builds what a test wrote into <see cref="Sources"/>: real processes, database and store; git has its own tests.</summary>
sealed class BuildBench : ILogSink, IDisposable
{
    static long lastBuild = Random.Shared.NextInt64(1_000_000);
    readonly ChildrenBench children;

    BuildBench(ChildrenBench children, IReadOnlyDictionary<string, string>? jdks)
    {
        this.children = children;
        Directory.CreateDirectory(Sources);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder, (UnixFileMode)0b111_001_001);
        Options = new() { DataFolder = Path.Combine(Folder, "data"), GracePeriod = TimeSpan.FromMilliseconds(300), Jdks = jdks ?? new Dictionary<string, string>() };
        Store = new(Path.Combine(Folder, "data", "artifacts"), TimeProvider.System);
    }

    public static async Task<BuildBench> Create(IReadOnlyDictionary<string, string>? jdks = null) => new(await ChildrenBench.Create(), jdks);

    public string Folder { get; } = Directory.CreateTempSubdirectory("botops-build-").FullName;
    public string Sources => Path.Combine(Folder, "sources");
    public BuildOptions Options { get; }
    public FileArtifactStore Store { get; }
    public ConcurrentQueue<string> Lines { get; } = new();
    public Func<string, CancellationToken, ValueTask>? OnLine { get; set; }
    public ChildrenBench Children => children;

    public void Write(string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead)
    {
        var file = Path.Combine(Sources, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode);
    }

    public static BuildSettings Shell(string script, params string[] artifact) => new() { Command = ["sh", "-c", script], Artifact = artifact };

    public BuildOrder Order(BuildSettings settings) =>
        new(Interlocked.Increment(ref lastBuild), 7, "order-svc", new Repository("folder", Sources), new string('a', 40), settings, new Dictionary<string, string>());

    public Task<Artifact> Build(BuildSettings settings, CancellationToken stopping = default) => Build(Order(settings), stopping);

    public Task<Artifact> Build(BuildOrder order, CancellationToken stopping = default) =>
        new BuildRunner([new FolderSource()], children.Children(), Store, Options, Hooks(), TimeProvider.System, NullLogger<BuildRunner>.Instance).Run(order, this, stopping);

    BuildHooks Hooks() => new(
        new HookRunner(children.Children(), Options, TimeProvider.System, NullLogger<HookRunner>.Instance), new HookRows(children, TimeProvider.System, NullLogger<HookRows>.Instance), Options);

    /// <summary>An order whose build has a row, as hooks that come after it are recorded.</summary>
    public async Task<BuildOrder> Recorded(BuildOrder order)
    {
        await using var db = children.CreateDbContext();
        var project = new Project { Name = order.Project, Repository = order.Repository };
        var log = new Log();
        db.AddRange(project, log);
        await db.SaveChangesAsync();
        var build = new Build { ProjectId = project.Id, Commit = order.Commit, Settings = order.Settings, SettingsDigest = order.Settings.Digest(), LogId = log.Id };
        db.Add(build);
        await db.SaveChangesAsync();
        return order with { BuildId = build.Id };
    }

    public string FolderOf(BuildOrder order) => Path.Combine(Options.DataFolder, "builds", $"{order.BuildId}");

    public ValueTask Write(string source, string line, CancellationToken stopping)
    {
        Lines.Enqueue(line);
        return OnLine?.Invoke(line, stopping) ?? default;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    sealed class FolderSource : ISourceControl
    {
        public string Kind => "folder";

        public async Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping)
        {
            await System.Diagnostics.Process.Start("cp", ["-a", "--", repository.Url, directory]).WaitForExitAsync(stopping);
            return new(commit, "title", "author", new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        }

        public Task Remove(Repository repository, string directory, CancellationToken stopping) => Task.CompletedTask;

        public Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping) =>
            throw new NotSupportedException(); // a build knows its commit

        public Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping) => Task.FromResult(Comparison.None);
        public Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping) => Task.FromResult(true);
        public Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
