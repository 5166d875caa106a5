using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <param name="Spec">A name of the catalog's types; null: the usual one.</param>
/// <param name="Zone">A name of the catalog's zones; null: all, as the catalog prefers them.</param>
public sealed record ScaleOutInput(string Project, string? Environment, int Amount, string? Spec = null, string? Zone = null, string? Note = null, bool PlanOnly = false) : ParsedCommand
{
    /// <summary>What they may cost an hour together, in the account's currency.</summary>
    public decimal? MaxCost { get; init; }
}

/// <param name="Amount">Null: as many as are named.</param>
/// <param name="Hosts">Names and patterns; empty: the newest.</param>
/// <param name="Spared">Names and patterns of hosts that stay.</param>
public sealed record ScaleInInput(string Project, string? Environment, int? Amount, IReadOnlyList<string> Hosts, IReadOnlyList<string> Spared, string? Note = null, bool PlanOnly = false) : ParsedCommand;

/// <summary><c>/scale</c>: more hosts, or fewer.</summary>
static class ScaleCommand
{
    const string Way = "out|in";

    static OptionSpec[] Options =>
    [
        new("--spec", NewName, "T", Texts.Scaling.OptionSpec, "standard"),
        new("--zone", NewName, "Z", Texts.Scaling.OptionZone, "hangzhou-i"),
        new("--max-cost", Money, "N", Texts.Scaling.OptionMaxCost, "12.5"),
        new("--hosts", HostList, "a,b-*", Texts.Scaling.OptionHosts, "order-101,order-102"),
        new("--protect", HostList, "a,b-*", Texts.Scaling.OptionProtect, "order-103"),
        new("--note", Text, "TEXT", Texts.OptionNote, "\"spring sale\"") { Offered = true },
        new("--plan", Flag, "", Texts.OptionPlan, ""),
    ];

    public static CommandSpec Spec => new("scale", "/scale", Texts.Scaling.Command, "/scale out order-svc +2", [Access.Role.Operator],
        [new(Way, ScaleWay), CommandTable.Project, new("amount", Count, Needed: false)], Options, From)
    { To = true };

    static ParsedCommand From(Typed typed) => typed.Value<string>(Way) == Values.Out ? Out(typed) : In(typed);

    static ParsedCommand Out(Typed typed)
    {
        typed.Without("--hosts", Texts.Scaling.OnlyIn("--hosts"));
        typed.Without("--protect", Texts.Scaling.OnlyIn("--protect"));
        return typed.Number<int>("amount") is { } amount
            ? new ScaleOutInput(typed.Project, typed.Environment, amount, typed.Value<string>("--spec"), typed.Value<string>("--zone"), typed.Text("--note"), typed.Has("--plan")) { MaxCost = typed.Number<decimal>("--max-cost") }
            : new FormWanted("scale", ["amount"], typed.Known);
    }

    static ParsedCommand In(Typed typed)
    {
        typed.Without("--spec", Texts.Scaling.OnlyOut("--spec"));
        typed.Without("--zone", Texts.Scaling.OnlyOut("--zone"));
        typed.Without("--max-cost", Texts.Scaling.OnlyOut("--max-cost"));
        var (amount, hosts) = (typed.Number<int>("amount"), typed.Value<IReadOnlyList<string>>("--hosts") ?? []);
        return amount is null && hosts.Count == 0
            ? new FormWanted("scale", ["amount"], typed.Known)
            : new ScaleInInput(typed.Project, typed.Environment, amount, hosts, typed.Value<IReadOnlyList<string>>("--protect") ?? [], typed.Text("--note"), typed.Has("--plan"));
    }
}
