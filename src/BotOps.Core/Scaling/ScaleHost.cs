using static BotOps.Core.Scaling.ScaleStep;

namespace BotOps.Core.Scaling;

/// <summary>Where a host of a scale order is: each is reached by a step of that name. The way back begins at InService, or where the way out failed.</summary>
public enum ScaleStep
{
    Planned, Created, Running, Reached, Initialised, Assigned, Deployed, Monitored, InDns, InService,
    Drained, OutOfDns, OutOfMonitoring, Unassigned, GivenBack, Failed
}

/// <summary>One host in one scale order.</summary>
public sealed class ScaleHost
{
    /// <summary>Every legal transition, but those to and from Failed: any step may fail, and a failed host goes on where it was, or back.</summary>
    internal static readonly IReadOnlyDictionary<ScaleStep, ScaleStep> Next = new Dictionary<ScaleStep, ScaleStep>
    {
        [Planned] = Created, [Created] = Running, [Running] = Reached, [Reached] = Initialised, [Initialised] = Assigned, [Assigned] = Deployed,
        [Deployed] = Monitored, [Monitored] = InDns, [InDns] = InService,
        [InService] = Drained, [Drained] = OutOfDns, [OutOfDns] = OutOfMonitoring, [OutOfMonitoring] = Unassigned, [Unassigned] = GivenBack,
    };

    public long Id { get; private init; }
    public long OrderId { get; init; }
    public required string Name { get; init; }
    public ScaleStep State { get; private set; }

    /// <summary>It goes: it is given back.</summary>
    public bool Back { get; private set; }

    /// <summary>The step that failed, or failed last.</summary>
    public ScaleStep? FailedStep { get; private set; }
    public string? Reason { get; private set; }
    /// <summary>A person has said that it goes although its logs were not saved.</summary>
    public bool HookLeftOut { get; set; }
    public string? InstanceId { get; set; }
    public string? Zone { get; set; }
    public string? Type { get; set; }
    public string? Address { get; set; }
    public int? HostId { get; set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it came where it is.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Nothing more is done with it by itself.</summary>
    public bool Ended => State is Failed or GivenBack || (State == InService && !Back);

    /// <summary>The step that is to be done next; null: none.</summary>
    public ScaleStep? ToDo => Ended ? null : Next[State];

    public static ScaleHost New(long order, string name, DateTimeOffset at) => new() { OrderId = order, Name = name, At = at };

    /// <summary>A host that is in service and goes.</summary>
    public static ScaleHost Going(long order, string name, DateTimeOffset at) => new() { OrderId = order, Name = name, State = InService, Back = true, At = at };

    public void Reach(ScaleStep step, DateTimeOffset at)
    {
        Require(!Ended && Next.GetValueOrDefault(State) == step && step != Planned, step);
        (State, At, FailedStep, Reason) = (step, at, null, null);
        StartedAt ??= at;
        EndedAt = Ended ? at : null;
    }

    public void Fail(ScaleStep at, string reason, DateTimeOffset now)
    {
        Require(!Ended && Next.GetValueOrDefault(State) == at, Failed);
        (State, FailedStep, Reason, At, EndedAt) = (Failed, at, reason, now, now);
    }

    /// <summary>Once more from the step that failed.</summary>
    public void Retry(DateTimeOffset at)
    {
        Require(State == Failed, Planned);
        (State, At, EndedAt) = (Next.Single(n => n.Value == FailedStep).Key, at, null);
    }

    /// <summary>From where it failed the way back, of which what was never done is nothing to do.</summary>
    public void GiveBack(DateTimeOffset at)
    {
        Require(State == Failed && !Back, InService);
        (State, Back, At, EndedAt) = (InService, true, at, null);
    }

    void Require(bool legal, ScaleStep to)
    {
        if (!legal) throw new InvalidOperationException($"{Name} of #{OrderId} is {State}; it cannot become {to}.");
    }
}
