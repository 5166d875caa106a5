using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BotOps.Core;
using Npgsql;

namespace BotOps.Sandbox.Postgres;

/// <summary>
/// A PostgreSQL cluster of BotOps' own: made from the installed binaries, on loopback only, a direct child in a session of its
/// own (Ctrl-C reaches BotOps first) that ends when BotOps dies, however it dies (PR_SET_PDEATHSIG, prctl(2)).
/// As root it runs as the user <c>postgres</c>, since initdb refuses root.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    readonly string folder;
    readonly string binaries;
    readonly string password;
    Process? server;
    Thread? spawner;
    TaskCompletionSource? spawnerMayEnd;

    PrivateCluster(string folder, string binaries, string password) => (this.folder, this.binaries, this.password) = (folder, binaries, password);

    public int Port { get; private set; }
    string Data => Path.Combine(folder, "data");
    string Notes => Path.Combine(folder, "private");

    /// <param name="database">Made if it is not there.</param>
    public string ConnectionString(string database) => ConnectionString(Port, password, database);

    /// <summary>Of the cluster that another process runs in this folder; throws what reading its files throws where none does.</summary>
    public static string ConnectionString(string folder, string database) => ConnectionString(
        int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).ElementAt(3), CultureInfo.InvariantCulture), // PostgreSQL's own note of its port
        File.ReadAllText(Path.Combine(folder, "private", "password")), database);

    static string ConnectionString(int port, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Username = "botops", Password = password, Database = database,
        MaxPoolSize = 60, KeepAlive = 15, IncludeErrorDetail = true,
    }.ToString();

    /// <summary>Makes the cluster on first use, ends a left-over server of the same folder, starts it and waits until it answers.</summary>
    public static async Task<PrivateCluster> Start(string folder, CancellationToken stopping)
    {
        var binaries = PostgresBinaries.Find();
        Directory.CreateDirectory(folder);
        var secret = Path.Combine(folder, "private", "password");
        if (!File.Exists(secret))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(secret)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await File.WriteAllTextAsync(secret, RandomNumberGenerator.GetHexString(32, lowercase: true), stopping);
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var cluster = new PrivateCluster(folder, binaries, await File.ReadAllTextAsync(secret, stopping));
        await cluster.Initialise(stopping);
        await cluster.StopLeftover(stopping);
        await cluster.Start(port: 0, stopping);
        return cluster;
    }

    public async Task CreateDatabase(string name, string? template, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(stopping);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync(stopping) is not null) return;

        var quoted = new NpgsqlCommandBuilder();
        var sql = $"create database {quoted.QuoteIdentifier(name)}" + (template is null ? "" : $" template {quoted.QuoteIdentifier(template)}");
        await using var create = new NpgsqlCommand(sql, connection);
        await create.ExecuteNonQueryAsync(stopping);
    }

    /// <summary>Ends the server at once, as an outage does; <see cref="Restart"/> brings it back at the same port.</summary>
    public async Task Stop(CancellationToken stopping)
    {
        if (server is null) return;
        await Run("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"], stopping);
        await server.WaitForExitAsync(stopping);
        spawnerMayEnd!.TrySetResult();
        spawner!.Join();
        server.Dispose();
        server = null;
    }

    public Task Restart(CancellationToken stopping) => Start(Port, stopping);

    public async ValueTask DisposeAsync() => await Stop(CancellationToken.None);

    async Task Initialise(CancellationToken stopping)
    {
        if (File.Exists(Path.Combine(Data, "PG_VERSION"))) return;
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true); // an initdb that was killed

        if (Environment.IsPrivilegedProcess) await Run("install", ["-d", "-o", "postgres", "-g", "postgres", "-m", "700", Data], stopping, asPostgres: false);
        else Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // initdb reads the password as the server's user: from a file of that user's, gone right after
        var handover = Path.Combine(folder, "handover");
        await File.WriteAllTextAsync(handover, password, stopping);
        File.SetUnixFileMode(handover, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess) await Run("chown", ["postgres", handover], stopping, asPostgres: false);
        try
        {
            await Run("initdb", ["-D", Data, "-U", "botops", "--auth=scram-sha-256", $"--pwfile={handover}", "--no-sync", "--encoding=UTF8", "--locale=C"], stopping);
        }
        finally
        {
            File.Delete(handover);
        }
    }

    async Task StopLeftover(CancellationToken stopping)
    {
        var note = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(note)) return;
        try
        {
            await Run("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"], stopping);
        }
        catch (UserError) when (!File.Exists(note) || !IsAlive(note))
        {
            // It ended by itself in the meantime, or the note is all that a crash left; the server checks it again
        }
    }

    static bool IsAlive(string note) => int.TryParse(File.ReadLines(note).FirstOrDefault(), out var pid) && Directory.Exists($"/proc/{pid}");

    async Task Start(int port, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = port > 0 ? port : FreePort();
            Spawn();
            if (await Answers(stopping)) return;

            spawnerMayEnd!.TrySetResult();
            if (attempt == 3)
                throw new UserError(Texts.PostgresDidNotStart(Path.Combine(Data, "log")));
        }
    }

    /// <summary>The death signal belongs to the thread that forked: this one lives as long as the server.</summary>
    void Spawn()
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = spawnerMayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        spawner = new Thread(() =>
        {
            try
            {
                started.SetResult(Process.Start(ServerCommand())!);
                mayEnd.Task.Wait();
            }
            catch (Exception error)
            {
                started.TrySetException(error);
            }
        })
        { IsBackground = true, Name = "postgres" };
        spawner.Start();
        server = started.Task.GetAwaiter().GetResult();
        server.ErrorDataReceived += (_, _) => { }; // its log is in files; the pipe is only kept empty
        server.BeginErrorReadLine();
    }

    ProcessStartInfo ServerCommand()
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardError = true, WorkingDirectory = "/" };
        string[] user = Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] command =
        [
            "setpriv", .. user, "--pdeathsig=INT", Path.Combine(binaries, "postgres"), "-D", Data, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400",
            "-c", "logging_collector=on", "-c", "log_directory=log", "-c", "log_filename=postgres.log", "-c", "log_truncate_on_rotation=on",
            "-c", "synchronous_commit=on", "-c", "shared_buffers=64MB",
        ];
        foreach (var word in command) start.ArgumentList.Add(word);
        return start;
    }

    async Task<bool> Answers(CancellationToken stopping)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < StartLimit && !server!.HasExited)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(stopping);
                return true;
            }
            catch (Exception error) when (error is NpgsqlException or SocketException)
            {
                await Task.Delay(20, stopping);
            }
        }
        return false;
    }

    async Task Run(string program, string[] arguments, CancellationToken stopping, bool asPostgres = true)
    {
        var path = Path.Combine(binaries, program) is var own && File.Exists(own) ? own : program;
        string[] command = asPostgres && Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]
            : [path, .. arguments];

        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var word in command[1..]) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stopping);
        var error = await process.StandardError.ReadToEndAsync(stopping);
        await process.WaitForExitAsync(stopping);
        await output;
        if (process.ExitCode != 0) throw new UserError(Texts.PostgresFailed(program, folder, error.Trim()));
    }

    /// <summary>PostgreSQL has no port 0, so a free one is found by binding it for a moment.</summary>
    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
