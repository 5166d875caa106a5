using System.Diagnostics;
using BotOps.Adapters.Artifacts;
using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Processes;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Benchmarks.Rig;

/// <summary>The same command twice: built by BotOps into its log store, or read through the same pipe and thrown away.</summary>
sealed class Builders : IAsyncDisposable
{
    readonly TestBed bed;
    readonly ServiceProvider services;
    long last;

    Builders(TestBed bed, ServiceProvider services) => (this.bed, this.services) = (bed, services);

    public static async Task<Builders> Create(CancellationToken stopping)
    {
        var bed = await TestBed.Create(stopping);
        var services = new ServiceCollection().AddLogging(log => log.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddBotOpsCore(bed.ConnectionString, new WorkerOptions { DataFolder = bed.Below("data") });
        services.AddChildren().AddBuilds(new BuildOptions { DataFolder = bed.Below("data") }).AddFileArtifacts(bed.Below("artifacts"));
        services.AddSingleton<ISourceControl, OneFile>();
        return new Builders(bed, services.BuildServiceProvider());
    }

    /// <summary>Until the artifact is packed and the last line is stored.</summary>
    public async Task<Turn> Build(string script, long lines, CancellationToken stopping)
    {
        var logs = services.GetRequiredService<LogStore>();
        await using var db = bed.Open();
        var log = await logs.Create(db, stopping);
        var settings = new BuildSettings { Command = ["sh", "-c", script], Artifact = [OneFile.File] };
        var order = new BuildOrder(++last, 1, "bench", new Repository("one-file", ""), new string('a', 40), settings, new Dictionary<string, string>());

        var turn = await Measure(async () =>
        {
            await using var writer = logs.Open(log.Id, SecretMask.None, stopping);
            await services.GetRequiredService<BuildRunner>().Run(order, writer, stopping);
        });
        var stored = await db.Logs.Where(l => l.Id == log.Id).Select(l => l.Lines).SingleAsync(stopping);
        if (stored < lines) throw new UserError($"Only {stored} of {lines} lines are in the log store.");
        return turn;
    }

    public Task<Turn> Discard(string script, CancellationToken stopping) => Measure(async () =>
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        var spec = new ChildSpec("discard", ["/bin/sh", "-c", script], "/", new Dictionary<string, string> { ["PATH"] = path });
        await using var child = await services.GetRequiredService<Children>().Start(spec, stopping);
        var buffer = new byte[64 * 1024];
        while (await child.Output.ReadAsync(buffer, stopping) > 0)
        {
            // thrown away
        }
        var exit = await child.Wait(stopping);
        if (exit != 0) throw new UserError($"The command ended with {exit}.");
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await bed.DisposeAsync();
    }

    async Task<Turn> Measure(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ProcessUse.ForgetPeak(Environment.ProcessId);
        var (before, cpu, postgres, since) = (ProcessUse.Resident(Environment.ProcessId), Environment.CpuUsage.TotalTime, bed.PostgresCpu, Stopwatch.GetTimestamp());
        await work();
        return new Turn(Stopwatch.GetElapsedTime(since), Environment.CpuUsage.TotalTime - cpu, bed.PostgresCpu - postgres, ProcessUse.Peak(Environment.ProcessId) - before);
    }
}

/// <param name="Cpu">Of BotOps alone; that of the command is not in it.</param>
/// <param name="Memory">Bytes of resident memory above those at the turn's begin, at the peak.</param>
sealed record Turn(TimeSpan Took, TimeSpan Cpu, TimeSpan Postgres, long Memory);
