using System.Text.Json.Serialization;
using BotOps.Core.Hosts;

namespace BotOps.Core.Scaling;

/// <summary>How an environment gets more hosts from a cloud, and gives them back: its <c>scaling</c> in the catalog.</summary>
public sealed record ScaleSettings
{
    /// <summary>Name of the <see cref="Cloud.ICloud"/> that has them, as the configuration names it.</summary>
    public string Account { get; init; } = "";
    public string Region { get; init; } = "";
    public string Image { get; init; } = "";

    /// <summary>Under names that people know; the first is the usual one.</summary>
    public IReadOnlyList<ScaleType> Types { get; init; } = [];

    /// <summary>The preferred first, the others may be fallen back to.</summary>
    public IReadOnlyList<ScaleZone> Zones { get; init; } = [];
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];
    public string? KeyPair { get; init; }

    /// <summary>Names of new hosts: what stands before the running number, and the first one in its width: <c>order-[101]</c>.</summary>
    public string Names { get; init; } = "";
    public string Transport { get; init; } = "local";

    /// <summary>As of a host; <c>{host}</c> in it is the new host's name.</summary>
    public string Root { get; init; } = "";
    public SshAccess? Ssh { get; init; }

    /// <summary>Names that lead to each new host, with their zones; <c>{host}</c> in one is the host's name. Several hosts may share one.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>Hosts that may be bought within 24 hours.</summary>
    public int MostADay { get; init; } = 20;

    /// <summary>What all bought hosts together may cost an hour, in the account's currency; null: anything.</summary>
    public decimal? MostAnHour { get; init; }

    /// <summary>What the hosts bought within 24 hours may cost in a whole day; null: anything.</summary>
    public decimal? MostCostADay { get; init; }

    /// <summary>Hosts of any kind that are always kept.</summary>
    public int Least { get; init; } = 1;

    public BackSettings Back { get; init; } = new();

    /// <summary>A bash script that makes a new machine fit to be a host; run there once, as the user of the transport. Empty: it is fit already.</summary>
    public string Init { get; init; } = "";

    [JsonIgnore] public ScaleBounds Bounds => new(MostADay, MostAnHour, MostCostADay);
}

/// <param name="Types">The provider's names; the preferred first, the others may be fallen back to.</param>
public sealed record ScaleType(string Name, IReadOnlyList<string> Types);

/// <param name="Name">As people call it.</param>
/// <param name="Subnet">The provider's id; it lies in one zone.</param>
public sealed record ScaleZone(string Name, string Subnet);
