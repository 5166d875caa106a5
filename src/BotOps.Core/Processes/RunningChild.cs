using System.Diagnostics;

namespace BotOps.Core.Processes;

/// <summary>A child and everything that came of it. Disposing ends what is left and removes the row.</summary>
public sealed class RunningChild : IAsyncDisposable
{
    readonly Process process;
    readonly ChildSpec spec;
    readonly TimeProvider clock;
    readonly Func<RunningChild, Task> ended;
    readonly ChildOutput output;
    readonly Lock gate = new();
    Task<IReadOnlyList<ProcessEntry>>? ending;
    volatile bool stopped;

    internal RunningChild(Process process, ProcessGroup group, ChildSpec spec, TimeProvider clock, Func<RunningChild, Task> ended)
    {
        (this.process, Group, this.spec, this.clock, this.ended) = (process, group, spec, clock, ended);
        output = new(process.StandardOutput.BaseStream, clock);
    }

    internal ProcessGroup Group { get; }
    internal long Row { get; init; }
    public int Id => Group.Id;

    /// <summary>Standard output and error, in the order in which they were written. Ends when the last descendant closed it, or soon after <see cref="End"/>.</summary>
    public Stream Output => output;

    /// <summary>Waits until the command itself has ended and returns its exit code; 128 + n: ended by signal n.</summary>
    /// <exception cref="OperationCanceledException">Also where BotOps ended it to stop: that says nothing about the command.</exception>
    public async Task<int> Wait(CancellationToken stopping)
    {
        await process.WaitForExitAsync(stopping);
        if (stopped) throw new OperationCanceledException(Texts.ChildrenEnded);
        return process.ExitCode;
    }

    /// <summary>Ends all that still runs; SIGKILL after the grace period. Returns what was running; once for all callers.</summary>
    /// <exception cref="ProcessesRemain">Something could not be ended; its row is kept.</exception>
    public Task<IReadOnlyList<ProcessEntry>> End()
    {
        lock (gate)
            return ending ??= EndOnce();
    }

    internal Task EndToStop()
    {
        stopped = true;
        return End();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await End();
        }
        finally
        {
            process.Dispose();
        }
    }

    async Task<IReadOnlyList<ProcessEntry>> EndOnce()
    {
        if (!ProcessTable.Available) process.Kill(entireProcessTree: true);
        var wasRunning = await Group.End(spec.GracePeriod, watched: true, clock);
        output.EndSoon();
        await ended(this);
        return wasRunning;
    }
}
