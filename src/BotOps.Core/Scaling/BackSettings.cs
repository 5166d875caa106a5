namespace BotOps.Core.Scaling;

/// <summary>How hosts are given back: <c>scaling.back</c> of an environment.</summary>
public sealed record BackSettings
{
    public static readonly TimeSpan LongestAnnounce = TimeSpan.FromDays(7);

    /// <summary>How long before their end the way back is announced; half of their stay where that is less.</summary>
    public TimeSpan Announce { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How many go together: <c>3</c> or <c>25%</c>. After each wave the hosts that stay have to be well before the next one goes.</summary>
    public string Wave { get; init; } = "25%";

    /// <summary>A command of the worker that says whether those that stay can carry the load: program and arguments; where it fails, a person is asked. Null: nobody says.</summary>
    public IReadOnlyList<string>? Load { get; init; }

    /// <summary>A command of the worker for each host that has stopped and is not deleted yet, which saves its logs; where it fails, the host stays and a person is asked.</summary>
    public IReadOnlyList<string>? BeforeGiveBack { get; init; }

    /// <summary>Of each of the two.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);
}
