using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    public static string SomethingBroke(long item) => $"BotOps itself failed at this (event {item} in its log). Nothing was changed; try again, or tell an admin.";
    public static string SourceRefused(string reason) => $"The repository could not be read: {reason} Nothing was created.";
    public static string UnknownPerson(IReadOnlyList<string> admins) => admins.Count == 0
        ? "BotOps does not know you. An admin adds you to the catalog with botops apply."
        : $"BotOps does not know you. Ask {OneOf(admins)} to add you.";
    public static string CameLate(TimeSpan age) => $"This waited {Duration(age)} before BotOps could read it, so it was not run. Send it again if you still mean it.";
    public static string UnknownVerb(string verb) => $"There is nothing called {verb} to do with a release; there is approve, reject, cancel, pause, resume and abort.";
    public static string UnknownButton => "This button is from an older card. Look at the card again; nothing was changed.";
    public static string PlanFollows => "This is what /deploy would ask for. Nothing was created.";
    public static string YouAre(string name, string handle) => $"You are {name}, @{handle}.";
    public static string RoleLine(RoleGrant grant) => $"{grant.Role.ToString().ToLowerInvariant()} for {Where(grant.Project, grant.Environment)}";
    public static string LoginLink => "This link signs you in, once, within ten minutes. It is for you alone.";
    public static string HelpHead => "What you may do:";
    public static string HelpOf(string command) => $"/{command}";
    public static string NothingRunning(string? project) => project is null ? "Nothing runs and nobody waits." : $"Nothing of {project} runs or waits.";
    public static string RunningNow(int count) => count == 1 ? "One release is open:" : $"{count} releases are open:";
    public static string NothingEnded(string? project) => project is null ? "No release has ended yet." : $"No release of {project} has ended yet.";
    public static string EndedLately(int count) => count == 1 ? "The last release:" : $"The last {count} releases:";
    public static string HostsOf(string project, string environment, int count) => $"{project} → {environment}, {count} {(count == 1 ? "host" : "hosts")}, asked just now:";
    public static string LogOf(long id, string where) => $"The log of #{id}, {where}:";
    public static string ProjectCount(int count) => count switch { 0 => "There is no project yet. An admin adds one with botops apply.", 1 => "One project:", _ => $"{count} projects:" };
    public static string Missing(IReadOnlyList<string> words) => $"Say which {string.Join(" and ", words)}. Nothing was created.";
    public static string HostSilent => "does not answer";
    public static string NothingDeployed => "nothing deployed yet";
    public static string Runs => "running";
    public static string Stopped => "not running";
    public static string Out(string why) => $"out: {why}";
}
