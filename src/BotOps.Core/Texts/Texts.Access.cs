using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    /// <param name="holders">Handles of those who have the role.</param>
    /// <param name="admins">Handles of those who can grant it; used where nobody has it.</param>
    public static string RoleNeeded(Role role, string project, string environment, IReadOnlyList<string> holders, IReadOnlyList<string> admins)
    {
        var needed = $"This needs the role {role.ToString().ToLowerInvariant()} for {Where(project, environment)}.";
        return (holders.Count, admins.Count) switch
        {
            ( > 0, _) => $"{needed} Ask {OneOf(holders)}.",
            (_, > 0) => $"{needed} Nobody has it yet; {OneOf(admins)} can grant it.",
            _ => $"{needed} Nobody has it yet, and there is no admin to grant it; run `botops apply` on BotOps' machine with a catalog that names one.",
        };
    }

    public static string SignInLinkSpent(TimeSpan lives) =>
        $"This sign-in link was used before, or is older than {lives.TotalMinutes:0} minutes. Type /botops login in chat to get a new one.";

    static string Where(string project, string environment) => (project, environment) switch
    {
        (Roles.All, _) => "all projects",
        (_, Roles.All) => $"{project} in all environments",
        _ => $"{project} to {environment}",
    };

    /// <summary>@a, @b or @c; the first five, and how many more.</summary>
    static string OneOf(IReadOnlyList<string> handles)
    {
        const int most = 5;
        var shown = handles.Take(most).Select(h => "@" + h).ToList();
        if (handles.Count > most) return $"{string.Join(", ", shown)} or {handles.Count - most} more";
        return shown.Count == 1 ? shown[0] : $"{string.Join(", ", shown[..^1])} or {shown[^1]}";
    }
}
