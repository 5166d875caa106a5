using System.Globalization;
using System.Text.Json.Serialization;

namespace BotOps.Core.Releases;

public enum PauseAfter { None, First, Each }

/// <summary>What happens after a failed host that is one too many.</summary>
public enum OnFail { Ask, Stop, Rollback }

/// <summary>A count (<c>3</c>) or a share (<c>25%</c>) of hosts.</summary>
public readonly record struct Amount(int Value, bool Percent)
{
    /// <summary>Shares are rounded up.</summary>
    public int Of(int hosts) => Percent ? (int)((Value * (long)hosts + 99) / 100) : Value;

    /// <summary>As a limit that is never passed: shares are rounded down.</summary>
    public int AtMostOf(int hosts) => Percent ? (int)(Value * (long)hosts / 100) : Math.Min(Value, hosts);

    /// <summary>Reads <c>3</c> or <c>25%</c>.</summary>
    /// <exception cref="UserError">It is neither, or more than 100%.</exception>
    public static Amount Parse(string text)
    {
        var percent = text.EndsWith('%');
        var digits = percent ? text[..^1] : text;
        if (digits.Length > 6 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw new UserError(Texts.NotAnAmount(Texts.Shown(text)), Texts.Shown(text));
        if (percent && value > 100) throw new UserError(Texts.MoreThanAll(text), text);
        return new Amount(value, percent);
    }

    public override string ToString() => Percent ? $"{Value}%" : $"{Value}";
}

/// <summary>How the asker wants the hosts taken; what was not typed is null. At most one of Serial, Halves and Batch.</summary>
public sealed record PlanOptions
{
    public bool Serial { get; init; }
    public bool Halves { get; init; }

    /// <summary>One entry repeats as a size; a list is cumulative shares, growing, and ends with all hosts.</summary>
    public IReadOnlyList<Amount>? Batch { get; init; }
    public PauseAfter Pause { get; init; }

    /// <summary>How long a wave is watched before the next.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Failed hosts that the release may have in all and still go on; a share is of the release's hosts, rounded down.</summary>
    public Amount? MaxFail { get; init; }

    /// <summary>Hosts that stay up; a share is of the environment's hosts, rounded up.</summary>
    public Amount? MinUp { get; init; }

    public OnFail OnFail { get; init; }

    /// <summary>How long a question waits for its answer before it becomes Stop here.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Host names and patterns (<c>order-0*</c>).</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>A host as the plan sees it.</summary>
/// <param name="Healthy">Counts as up now. Deploying one that is not never lowers the count.</param>
/// <param name="ByHand">A person took it out: it takes part only where <c>--hosts</c> names it, and is never healthy.</param>
public sealed record PlanHost(string Name, bool Healthy, bool ByHand = false);

/// <summary>The real waves, as the card shows them and the rollout takes them.</summary>
/// <param name="MinUp">Hosts that have to stay up at every moment; never more than these waves leave up.</param>
/// <param name="MaxFail">Failed hosts with which the rollout still goes on.</param>
/// <param name="Whole">Every host of the environment takes part but those taken out by hand: success changes the current build.</param>
public sealed record WavePlan(IReadOnlyList<IReadOnlyList<string>> Waves, int MinUp, int MaxFail, bool Whole)
{
    /// <summary>Hosts in service at every moment as long as none fails: with <c>--serial</c> 5 of 6, whatever the limit.</summary>
    public int StaysUp { get; init; }

    /// <summary>Hosts taken out by hand, which take no part.</summary>
    public IReadOnlyList<string> Out { get; init; } = [];

    [JsonIgnore] public int HostCount => Waves.Sum(w => w.Count);
}
