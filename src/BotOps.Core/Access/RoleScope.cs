using System.Text.RegularExpressions;

namespace BotOps.Core.Access;

/// <summary>Where a role holds: <c>order-svc/production</c>, <c>order-svc</c> for all its environments, <c>*</c> for all projects.</summary>
public sealed partial record RoleScope(string Project, string Environment)
{
    /// <summary>As a person types it; a phone's capital letter is no other name. Null: it is none.</summary>
    public static RoleScope? Parse(string text)
    {
        if (text.ToLowerInvariant().Split('/') is not [var project, .. { Length: <= 1 } rest]) return null;
        var environment = rest.FirstOrDefault(Roles.All);
        return Part().IsMatch(project) && Part().IsMatch(environment) ? new RoleScope(project, environment) : null;
    }

    /// <summary>Whoever has a role there has it here as well.</summary>
    public bool IsWithin(RoleScope other) =>
        (other.Project == Roles.All || other.Project == Project) && (other.Environment == Roles.All || other.Environment == Environment);

    public override string ToString() => Environment == Roles.All ? Project : $"{Project}/{Environment}";

    [GeneratedRegex(@"\A(\*|[a-z0-9][a-z0-9._-]{0,62})\z")]
    private static partial Regex Part();
}
