using System.Diagnostics;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Benchmarks.Rig;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Benchmarks;

/// <summary>What a release over 500 hosts costs BotOps itself: job, rows, outbox, dispatcher; the hosts answer at once.</summary>
sealed class EngineCost : IBenchmark
{
    const int Hosts = 500;
    const int Rounds = 3;
    static readonly TimeSpan CpuGoal = TimeSpan.FromMilliseconds(10);
    const long MemoryGoal = 100L << 20;
    static readonly Settings Bench = new()
    {
        Build = new BuildSettings { Command = ["true"], Artifact = [OneFile.File] },
        Run = new RunSettings { Start = ["serve"], Port = 8080, Health = new HealthCheck { Kind = "http", Path = "/health" } },
    };

    public string Name => "engine";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var bed = await TestBed.Create(stopping);
        await using var engine = await Engine.Start(bed, [.. Enumerable.Range(1, Hosts).Select(n => Engine.Host($"host-{n:000}", "127.0.0.1", "/srv", "simulated"))], Bench, new SshOptions(), stopping);
        var idle = Settled();

        var cold = await Measure(bed, engine, stopping);
        tell($"cold: {cold}");
        var warm = new List<Cost>();
        for (var round = 1; round <= Rounds; round++)
        {
            warm.Add(await Measure(bed, engine, stopping));
            tell($"{round}: {warm[^1]}");
        }

        var cpu = Show.Median(warm.Select(c => c.Cpu)) / Hosts;
        var postgres = Show.Median(warm.Select(c => c.Postgres)) / Hosts;
        var more = warm.Append(cold).Max(c => c.Peak) - idle;
        return
        [
            new($"CPU of BotOps a host, {Hosts} hosts, median of {Rounds}", Show.Fine(cpu), $"< {Show.Milliseconds(CpuGoal)}", cpu < CpuGoal),
            new("the same for the first release of a process", Show.Fine(cold.Cpu / Hosts), "code is still compiled"),
            new("CPU of PostgreSQL a host", Show.Fine(postgres), "apart"),
            new("a whole release takes", Show.Seconds(Show.Median(warm.Select(c => c.Took))), $"{Show.Count(Show.Median(warm.Select(c => c.Messages)))} messages"),
            new("memory that a release adds at its peak", Show.Memory(more), $"< {Show.Memory(MemoryGoal)}", more < MemoryGoal),
            new("resident memory of the whole process: idle, peak", $"{Show.Memory(idle)}, {Show.Memory(idle + more)}"),
        ];
    }

    static async Task<Cost> Measure(TestBed bed, Engine engine, CancellationToken stopping)
    {
        Settled();
        var (cpu, postgres, sent, since) = (Environment.CpuUsage.TotalTime, bed.PostgresCpu, engine.MessagesSent, Stopwatch.GetTimestamp());
        await engine.Deploy(new PlanOptions { Halves = true }, stopping);
        return new Cost(Environment.CpuUsage.TotalTime - cpu, bed.PostgresCpu - postgres, Stopwatch.GetElapsedTime(since), engine.MessagesSent - sent, ProcessUse.Peak(Environment.ProcessId));
    }

    /// <summary>Resident memory with nothing left over from before; the peak is counted from here.</summary>
    static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ProcessUse.ForgetPeak(Environment.ProcessId);
        return ProcessUse.Resident(Environment.ProcessId);
    }

    sealed record Cost(TimeSpan Cpu, TimeSpan Postgres, TimeSpan Took, int Messages, long Peak);
}
