using BotOps.Core.Persistence;
using BotOps.Sandbox;
using Npgsql;

namespace BotOps.IntegrationTests.Support;

/// <summary>
/// A whole BotOps of separate processes: a sandbox in a new folder, and workers with data folders of their own that share nothing
/// with it but PostgreSQL and the artifact store.
/// </summary>
public sealed class RunningBotOps : IAsyncDisposable
{
    readonly List<BotOpsProcess> workers = [];
    readonly string[] arguments;
    readonly string? ownDatabase;

    RunningBotOps(string role, string? ownDatabase)
    {
        using (var folder = SandboxFolder.Fresh())
            Folder = folder.Path;
        Url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        this.ownDatabase = ownDatabase;
        arguments = ["sandbox", "--data", Folder, "--port", $"{Url.Port}", "--role", role];
    }

    /// <summary>How long a worker may be silent before its work is another's.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(4);

    public string Folder { get; }
    public Uri Url { get; }
    public BotOpsProcess Sandbox { get; private set; } = null!; // until StartSandbox
    public string Artifacts => Path.Combine(Folder, "work", "artifacts");
    public string ConnectionString => ownDatabase ?? SandboxDatabase();

    /// <summary>Further variables of every process that is started from now on.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <param name="role"><c>web</c>: nothing is built or rolled out until <see cref="StartWorker"/>.</param>
    /// <param name="ownDatabase">A connection string; null: the sandbox's own cluster.</param>
    /// <param name="variables">See <see cref="Variables"/>.</param>
    public static async Task<RunningBotOps> Start(string role = "web", string? ownDatabase = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        Skip.IfNot(Database.Available, Database.Missing);
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/busybox"), "busybox is not installed (tests/run installs it)");
        var botops = new RunningBotOps(role, ownDatabase);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) botops.Variables[name] = value;
        try
        {
            await botops.StartSandbox();
            return botops;
        }
        catch
        {
            await botops.DisposeAsync();
            throw;
        }
    }

    public async Task StartSandbox()
    {
        Sandbox = BotOpsProcess.Start(arguments, Environment(Path.Combine(Folder, "work")));
        await Sandbox.Says(Url.ToString().TrimEnd('/'));
    }

    public async Task<BotOpsProcess> StartWorker()
    {
        var data = Directory.CreateDirectory(Path.Combine(Folder, $"worker-{workers.Count + 1}"));
        var variables = Environment(data.FullName);
        variables["BOTOPS_ConnectionStrings__BotOps"] = ConnectionString;
        var worker = BotOpsProcess.Start(["serve", "--role", "worker"], variables);
        workers.Add(worker);
        await worker.Says("(worker)");
        return worker;
    }

    public BotOpsDb Open() => Database.Open(ConnectionString + ";Pooling=false");

    public async Task<T> Read<T>(Func<BotOpsDb, Task<T>> read)
    {
        await using var db = Open();
        return await read(db);
    }

    public Task<ChatUser> Person(string handle) => ChatUser.SignIn(this, handle);

    public string Below(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        return folder;
    }

    /// <summary>All that its processes have printed; for the message of a test that failed.</summary>
    public string Output => string.Join("\n----\n", workers.Prepend(Sandbox).Select(p => $"[{p.Id}]\n{p.Output}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers) await worker.DisposeAsync();
        if (Sandbox is not null)
        {
            await Sandbox.End(BotOpsProcess.Interrupt);
            await Sandbox.DisposeAsync();
        }
        Directory.Delete(Folder, recursive: true);
    }

    Dictionary<string, string> Environment(string data)
    {
        var variables = new Dictionary<string, string>(Variables)
        {
            ["BOTOPS_BotOps__DataFolder"] = data, ["BOTOPS_BotOps__Artifacts"] = Artifacts, ["BOTOPS_BotOps__Lease"] = Lease.ToString("c"),
            ["BOTOPS_BotOps__ParallelBuilds"] = "8",
        };
        if (ownDatabase is not null) variables["BOTOPS_ConnectionStrings__BotOps"] = ownDatabase;
        return variables;
    }

    /// <summary>Written down by the sandbox and by PostgreSQL (the fourth line of postmaster.pid is its port).</summary>
    string SandboxDatabase() => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = int.Parse(File.ReadLines(Path.Combine(Folder, "postgres", "data", "postmaster.pid")).ElementAt(3)),
        Username = "botops", Password = File.ReadAllText(Path.Combine(Folder, "postgres", "private", "password")), Database = "botops",
    }.ToString();
}
