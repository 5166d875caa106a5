namespace BotOps.Core.Processes;

/// <summary>
/// The processes that came of one child. They are known by their session, which bears the child's id, and by a variable that the
/// child started with, which also finds those that made a session of their own. An id alone is used again: the start time tells.
/// </summary>
/// <param name="Id">The child's process id, which is its group's and session's.</param>
/// <param name="StartTime">Of the child, in clock ticks since boot.</param>
sealed record ProcessGroup(int Id, long StartTime)
{
    public const string Variable = "BOTOPS_CHILD";

    public string Mark => $"{Id}.{StartTime}";

    /// <param name="watched">
    /// BotOps has watched the child all the time, so that its session is known to be the same one even after the child itself ended.
    /// </param>
    public List<ProcessEntry> Running(bool watched)
    {
        var later = ProcessTable.Read().FindAll(p => p.StartTime >= StartTime);
        var leader = later.Find(p => p.Id == Id);
        var alive = later.FindAll(p => !p.Zombie);

        var marked = alive.FindAll(p => ProcessTable.HasVariable(p.Id, $"{Variable}={Mark}")).ToHashSet();

        // A session's number is not used again while anyone is in it: one process of ours in it proves the whole
        var ours = leader is null ? watched || marked.Any(p => p.Session == Id) : leader.StartTime == StartTime;
        return alive.FindAll(p => marked.Contains(p) || (ours && (p.Session == Id || p.Id == Id)));
    }

    /// <summary>SIGTERM, and SIGKILL to what is still there after <paramref name="grace"/>. Returns what was running at first.</summary>
    /// <exception cref="ProcessesRemain">Something runs on although it was killed: it belongs to another user, or hangs in the kernel.</exception>
    public async Task<IReadOnlyList<ProcessEntry>> End(TimeSpan grace, bool watched, TimeProvider clock)
    {
        var first = Running(watched);
        if (first.Count == 0) return first;

        Send(first, Signals.Term);
        if (await Gone(grace, watched, signal: null, clock)) return first;
        if (await Gone(grace + TimeSpan.FromSeconds(5), watched, Signals.Kill, clock)) return first; // again and again: they may fork meanwhile
        throw new ProcessesRemain(Running(watched));
    }

    async Task<bool> Gone(TimeSpan limit, bool watched, int? signal, TimeProvider clock)
    {
        var since = clock.GetTimestamp();
        for (var pause = 5; ; pause = Math.Min(pause * 2, 100))
        {
            var running = Running(watched);
            if (running.Count == 0) return true;
            if (clock.GetElapsedTime(since) > limit) return false;
            if (signal is { } number) Send(running, number);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), clock);
        }
    }

    void Send(List<ProcessEntry> processes, int signal)
    {
        if (processes.Exists(p => p.Group == Id)) Signals.Send(-Id, signal); // at once, so that none slips away by forking
        foreach (var process in processes.Where(p => p.Group != Id))
            if (ProcessTable.Find(process.Id)?.StartTime == process.StartTime)
                Signals.Send(process.Id, signal);
    }
}

/// <summary>Processes that BotOps started and could not end.</summary>
public sealed class ProcessesRemain(IReadOnlyList<ProcessEntry> processes) : Exception(Texts.ProcessesRemain(processes))
{
    public IReadOnlyList<ProcessEntry> Processes { get; } = processes;
}
