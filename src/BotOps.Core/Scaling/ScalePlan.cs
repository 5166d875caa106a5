using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <summary>What an order was approved with, fixed before the first call.</summary>
public sealed record ScalePlan
{
    /// <summary>The tag by which an order's instances are known again.</summary>
    public const string OrderTag = "botops-order";

    /// <summary>As the catalog had them.</summary>
    public required ScaleSettings Settings { get; init; }

    /// <summary>Of the new hosts, or of those that go.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Unlike that of any other order anywhere: client tokens begin with it, and the tag has it as its value.</summary>
    public string Token { get; init; } = "";

    /// <summary>Name of the catalog's types that was asked for.</summary>
    public string Spec { get; init; } = "";

    /// <summary>Types and zones in the order in which they are tried.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>What is bought first; what cannot be had of it is bought at the next offer.</summary>
    public IReadOnlyList<ScalePart> Parts { get; init; } = [];

    /// <summary>An hour, with the preferred offers, and at most.</summary>
    public Price? Price { get; init; }
    public Price? WorstPrice { get; init; }
    public Quota Quota { get; init; } = new(null, null);
    public int HostsBefore { get; init; }

    /// <summary>Of all its machines, if it need not fall back.</summary>
    public int Cores { get; init; }

    /// <summary>The hosts that go were named; else they are the newest.</summary>
    public bool Named { get; init; }

    /// <summary>When the cloud is to release what is bought by itself; null: never.</summary>
    public DateTimeOffset? Net { get; init; }

    /// <summary>The order whose hosts it gives back by itself, and how long after their end it was asked for.</summary>
    public long? Undoes { get; init; }
    public TimeSpan Late { get; init; }

    public IReadOnlyDictionary<string, string> Tags => new Dictionary<string, string> { [Instance.Mark] = "yes", [OrderTag] = Token };
}

/// <summary>One call that buys, known before it is made: made again it is the same call.</summary>
/// <param name="Offer">Which of the plan's.</param>
/// <param name="First">Which of the plan's names is the first.</param>
/// <param name="Bought">Null: the call was not answered yet.</param>
/// <param name="Problem">Why nothing, or less, was bought.</param>
public sealed record Purchase(string Token, int Offer, int First, int Amount, DateTimeOffset At, int? Bought = null, string? Problem = null);
