using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <param name="Project">Null: of all, and of none.</param>
/// <param name="Account">Null: of every account.</param>
/// <param name="Unowned">Only what no project has.</param>
/// <param name="Page">From 1.</param>
public sealed record InstancesInput(string? Project = null, string? Account = null, bool Unowned = false, int Page = 1) : ParsedCommand;

/// <summary><c>/botops instances</c>: what there is at the clouds.</summary>
static class InstancesCommand
{
    public static CommandSpec Spec => new("instances", "/botops instances", Texts.Inventory.Command, "/botops instances --account prod", [Access.Role.Operator, Access.Role.Admin],
        [CommandTable.Project with { Needed = false }],
        [
            new("--account", NewName, "A", Texts.Inventory.OptionAccount, "prod"),
            new("--unowned", Flag, "", Texts.Inventory.OptionUnowned, ""),
            new("--page", Number, "N", Texts.Inventory.OptionPage, "2"),
        ],
        typed => new InstancesInput(typed.ProjectOrNone, typed.Value<string>("--account"), typed.Has("--unowned"), typed.Number<int>("--page") ?? 1));
}
