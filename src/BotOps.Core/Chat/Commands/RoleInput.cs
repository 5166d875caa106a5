using BotOps.Core.Access;

namespace BotOps.Core.Chat.Commands;

/// <param name="Grants">False: it takes the role away.</param>
/// <param name="Person">A handle; or an account that nobody has yet, <c>platform/tenant/id</c>.</param>
public sealed record RoleInput(bool Grants, string Person, Role Role, RoleScope Scope, string? Reason) : ParsedCommand;

/// <summary>What <c>/botops grant</c>, <c>revoke</c> and <c>history</c> ask for, and how their words are read.</summary>
static class RoleInputs
{
    public const string Subject = "project|#42";

    public static readonly WordSpec[] Words = [new("person", ValueKind.Person), new("role", ValueKind.Role), new("project", ValueKind.Scope)];

    public static IReadOnlyList<Named> Roles => [.. Enum.GetValues<Role>().Select(r => new Named(r.Word(), Texts.RoleSays(r)))];

    public static RoleInput Change(Typed typed, bool grants) =>
        new(grants, typed.Value<string>("person")!, typed.Number<Role>("role")!.Value, typed.Value<RoleScope>("project")!, typed.Text("--reason"));

    public static HistoryInput History(Typed typed) => typed.Value<object>(Subject) is long release
        ? new HistoryInput(null, release)
        : new HistoryInput(typed.Value<string>(Subject));

    public static Span[] Reads(RoleInput input) =>
        [input.Grants ? Texts.ReadsGrant : Texts.ReadsRevoke, new Span($"@{input.Person} {input.Role.Word()} {input.Scope}", Strong: true)];

    public static string Person(string typed)
    {
        var name = typed.StartsWith('@') ? typed[1..] : typed;
        return Names.Of(name) ?? (AccountName.Parse(name) is { } account && !account.Id.Contains('/') ? account.ToString() : throw new UserError(Texts.NotAPerson(Texts.Shown(typed)), Texts.Shown(typed)));
    }

    public static Role Role(string typed) => Enum.GetValues<Role>().Where(r => r.Word().Equals(typed, StringComparison.OrdinalIgnoreCase)).Select(r => (Role?)r).FirstOrDefault()
        ?? throw new UserError(Texts.NotARole(Texts.Shown(typed), DidYouMean.Closest(typed.ToLowerInvariant(), Roles.Select(r => r.Name))), Texts.Shown(typed));

    public static RoleScope Scope(string typed) =>
        RoleScope.Parse(typed) ?? throw new UserError(Texts.NotAScope(Texts.Shown(typed)), Texts.Shown(typed));
}
