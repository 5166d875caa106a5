using System.Text.Json.Serialization;

namespace BotOps.Core.Releases;

public enum PauseAfter { None, First, Each }

/// <summary>A count (<c>3</c>) or a share (<c>25%</c>) of the release's hosts.</summary>
public readonly record struct Amount(int Value, bool Percent)
{
    /// <summary>Shares are rounded up.</summary>
    public int Of(int hosts) => Percent ? (int)((Value * (long)hosts + 99) / 100) : Value;
    public override string ToString() => Percent ? $"{Value}%" : $"{Value}";
}

/// <summary>How the asker wants the hosts taken; what was not typed is null.</summary>
public sealed record PlanOptions
{
    public bool Serial { get; init; }
    public bool Halves { get; init; }

    /// <summary>One entry repeats as a size; a list is cumulative shares.</summary>
    public IReadOnlyList<Amount>? Batch { get; init; }
    public PauseAfter Pause { get; init; }

    /// <summary>How long a wave is watched before the next.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Failed hosts that the release may have in all and still go on.</summary>
    public Amount? MaxFail { get; init; }
    public Amount? MinUp { get; init; }

    /// <summary>Host names and patterns (<c>order-0*</c>).</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>A host as the plan sees it.</summary>
/// <param name="Healthy">Counts as up now. Deploying one that is not never lowers the count.</param>
public sealed record PlanHost(string Name, bool Healthy);

/// <summary>The real waves, as the card shows them and the rollout takes them.</summary>
/// <param name="MinUp">Hosts that stay up at every moment.</param>
/// <param name="MaxFail">Failed hosts with which the rollout still goes on.</param>
/// <param name="Whole">Every host of the environment takes part: success changes the current build.</param>
public sealed record WavePlan(IReadOnlyList<IReadOnlyList<string>> Waves, int MinUp, int MaxFail, bool Whole)
{
    [JsonIgnore] public int HostCount => Waves.Sum(w => w.Count);
}
