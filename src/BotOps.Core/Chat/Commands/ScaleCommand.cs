using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <param name="Spec">A name of the catalog's types; null: the usual one.</param>
/// <param name="Zone">A name of the catalog's zones; null: all, as the catalog prefers them.</param>
public sealed record ScaleOutInput(string Project, string? Environment, int Amount, string? Spec = null, string? Zone = null, string? Note = null, bool PlanOnly = false) : ParsedCommand
{
    /// <summary>What they may cost an hour together, in the account's currency.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>They go by themselves then; null: they stay.</summary>
    public Moment? Until { get; init; }

    /// <summary>They go with the hosts of this campaign.</summary>
    public string? Campaign { get; init; }
}

/// <summary>Hosts that go by themselves stay longer.</summary>
/// <param name="Until">Null: for good.</param>
public sealed record KeepInput(long Order, Moment? Until) : ParsedCommand;

/// <param name="Amount">Null: as many as are named.</param>
/// <param name="Hosts">Names and patterns; empty: the newest.</param>
/// <param name="Spared">Names and patterns of hosts that stay.</param>
public sealed record ScaleInInput(string Project, string? Environment, int? Amount, IReadOnlyList<string> Hosts, IReadOnlyList<string> Spared, string? Note = null, bool PlanOnly = false) : ParsedCommand;

/// <summary><c>/scale</c>: more hosts, or fewer.</summary>
static class ScaleCommand
{
    const string Way = "out|in", Campaign = "--campaign";

    static OptionSpec Until => new("--until", ValueKind.Moment, "TIME", Texts.Scaling.OptionUntil, "\"sunday 02:00\"");

    static OptionSpec[] Options =>
    [
        new("--spec", NewName, "T", Texts.Scaling.OptionSpec, "standard"),
        new("--zone", NewName, "Z", Texts.Scaling.OptionZone, "hangzhou-i"),
        new("--max-cost", Money, "N", Texts.Scaling.OptionMaxCost, "12.5"),
        Until,
        new(Campaign, NewName, "NAME", Texts.Campaigns.OptionCampaign, "double11"),
        new("--hosts", HostList, "a,b-*", Texts.Scaling.OptionHosts, "order-101,order-102"),
        new("--protect", HostList, "a,b-*", Texts.Scaling.OptionProtect, "order-103"),
        new("--note", Text, "TEXT", Texts.OptionNote, "\"spring sale\"") { Offered = true },
        new("--plan", Flag, "", Texts.OptionPlan, ""),
    ];

    public static CommandSpec Spec => new("scale", "/scale", Texts.Scaling.Command, "/scale out order-svc +2", [Access.Role.Operator],
        [new(Way, ScaleWay), CommandTable.Project with { Unless = Campaign }, new("amount", Count, Needed: false)], Options, From)
    { To = true };

    public static CommandSpec Keep => new("keep", "/botops keep", Texts.Scaling.CommandKeep, "/botops keep 42 --until \"sunday 02:00\"", [Access.Role.Operator], [CommandTable.Release],
        [Until with { Offered = true }, new("--for-good", Flag, "", Texts.Scaling.OptionForGood, "")], Longer);

    static ParsedCommand Longer(Typed typed)
    {
        if (typed.Value<Moment>("--until") is not { } until) return typed.Has("--for-good") ? new KeepInput(typed.Release, null) : new FormWanted("keep", ["until"], typed.Known);
        typed.Without("--for-good", Texts.Scaling.UntilOrForGood);
        return new KeepInput(typed.Release, until);
    }

    static ParsedCommand From(Typed typed)
    {
        var goesOut = typed.Value<string>(Way) == Values.Out;
        if (typed.Text(Campaign) is { } campaign && (typed.ProjectOrNone is null || !goesOut)) return Whole(typed, campaign, goesOut);
        return goesOut ? Out(typed) : In(typed);
    }

    /// <summary>All projects of a campaign.</summary>
    static CampaignInput Whole(Typed typed, string campaign, bool goesOut)
    {
        if (typed.ProjectOrNone is { } project) throw new UserError(Texts.Campaigns.WithoutProject, project, $"/scale in {Campaign} {campaign}");
        string[] ofOne = ["--spec", "--zone", "--max-cost", "--until", "--hosts", "--protect"];
        foreach (var option in ofOne) typed.Without(option, Texts.Campaigns.OnlyWhole(option));
        return new CampaignInput(campaign, goesOut, typed.Text("--note"), typed.Has("--plan"));
    }

    static ParsedCommand Out(Typed typed)
    {
        typed.Without("--hosts", Texts.Scaling.OnlyIn("--hosts"));
        typed.Without("--protect", Texts.Scaling.OnlyIn("--protect"));
        if (typed.Has(Campaign)) typed.Without("--until", Texts.Campaigns.UntilOrCampaign);
        return typed.Number<int>("amount") is { } amount
            ? new ScaleOutInput(typed.Project, typed.Environment, amount, typed.Value<string>("--spec"), typed.Value<string>("--zone"), typed.Text("--note"), typed.Has("--plan")) { MaxCost = typed.Number<decimal>("--max-cost"), Until = typed.Value<Moment>("--until"), Campaign = typed.Text(Campaign) }
            : new FormWanted("scale", ["amount"], typed.Known);
    }

    static ParsedCommand In(Typed typed)
    {
        typed.Without("--spec", Texts.Scaling.OnlyOut("--spec"));
        typed.Without("--zone", Texts.Scaling.OnlyOut("--zone"));
        typed.Without("--max-cost", Texts.Scaling.OnlyOut("--max-cost"));
        typed.Without("--until", Texts.Scaling.OnlyOut("--until"));
        var (amount, hosts) = (typed.Number<int>("amount"), typed.Value<IReadOnlyList<string>>("--hosts") ?? []);
        return amount is null && hosts.Count == 0
            ? new FormWanted("scale", ["amount"], typed.Known)
            : new ScaleInInput(typed.Project, typed.Environment, amount, hosts, typed.Value<IReadOnlyList<string>>("--protect") ?? [], typed.Text("--note"), typed.Has("--plan"));
    }
}
