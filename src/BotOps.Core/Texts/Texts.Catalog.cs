namespace BotOps.Core;

public static partial class Texts
{
    public static class Catalog
    {
        public static string CatalogProblem(string file, long line, string path, string what) =>
            path.Length == 0 ? $"{file}:{line}: {what}" : $"{file}:{line}: {path}: {what}";

        public const string IsMissing = "is missing";
        public const string WriteAMap = "write names with values below it (name: value)";
        public const string WriteOneValue = "write one value, not a list";
        public const string WriteAList = "write a list: [one, two]";
        public const string UrlWithPassword = "has a credential in it; keep that in a variable or a file and write a reference beside it (token: env:NAME, file:/path or secret:name)";
        public const string LooksLikeASecret = "looks like a secret; keep it with `botops secret set`, in a variable or in a file, and write the reference (secret:name, env:NAME or file:/path)";
        public const string NothingToApply = "There is nothing in these files.";
        public const string LastAdmin = "After this nobody would be admin of everything (admin *). Name one person with `admin` under roles.";

        public static string UnknownField(IReadOnlyList<string> closest, IEnumerable<string> known) => closest.Count == 0
            ? $"is not known; known here: {string.Join(", ", known)}"
            : $"is not known; did you mean {AnyOf(closest)}?";

        public static string CommandAsText(string text) =>
            $"'{text}' is one text; no shell is used, so write a list: [{string.Join(", ", text.Split(' ', StringSplitOptions.RemoveEmptyEntries))}]";

        public static string NotAPort(string text) => $"'{text}' is not a port (1 to 65535)";
        public static string NotANumber(string text, int least, int most) => $"'{text}' is not a number from {least} to {most}";
        public static string NotAFlag(string text) => $"'{text}' is neither true nor false";
        public static string NotADuration(string text) => $"'{text}' is not a time; write it like 30s, 10m, 2h or 1h30m";
        public static string NotAnAmount(string text) => $"'{text}' is neither a count (3) nor a share (50%)";
        public static string NotOneOf(string text, IEnumerable<string> words) => $"'{text}' is none of: {string.Join(", ", words)}";
        public static string NotAName(string text) => $"'{text}' is not a name; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters";
        public static string NotATimeZone(string text) => $"'{text}' is not a time zone; write it like Europe/Berlin or Asia/Shanghai";
        public static string NotALanguage(string text) => $"'{text}' is not a language; write it like en or zh-CN";
        public static string NotAUrl(string text) => $"'{text}' is not a repository address; write https://…, ssh://…, user@host:path, file:///… or an absolute path";
        public static string NotAReference(string text) => $"'{text}' is not a reference to a secret; write env:NAME, file:/path or secret:name";
        public static string NotAFileReference(string text) => $"'{text}' is not a reference to a file; write file:/path (ssh reads its key from a file, and BotOps writes no secret to a disk)";
        public static string NotAPlace(string text) => $"'{text}' is not a channel; write platform/tenant/channel";
        public static string NotAGrant(string text) => $"'{text}' is not a role; write requester, approver, operator or admin, and where: approver order-svc/production";
        public static string NotAnAddress(string text) => $"'{text}' is not an address; write a host name or an IP address";
        public static string NotAnAbsolutePath(string text) => $"'{text}' is not an absolute path";
        public static string NotARelativePath(string text) => $"'{text}' leaves the checked-out tree; write a path below it";
        public static string NotAVariable(string text) => $"'{text}' is not a variable's name";
        public static string NotAHostPattern(string text) => $"'{text}' is neither a host's name nor a range like order-[01-04]";
        public static string NotARef(string text) => $"'{text}' is not a branch or tag";
        public static string TooLong(int most) => $"is too long (at most {most} characters)";
        public const string ControlCharacter = "has a control character in it";
        public const string NeedsAPort = "needs run.port";
        public const string HealthPath = "begins with '/'";

        public static string NamedTwice(string name, string file, long line) => $"'{name}' is named at {file}:{line} already";
        public static string UnknownHost(string name, IReadOnlyList<string> closest) => Unknown("host", name, closest);
        public static string UnknownPerson(string name, IReadOnlyList<string> closest) => Unknown("person", name, closest);
        public static string UnknownProject(string name, IReadOnlyList<string> closest) => Unknown("project", name, closest);
        public static string UnknownEnvironment(string name, IReadOnlyList<string> closest) => Unknown("environment", name, closest);
        public static string UnknownTransport(string name, IEnumerable<string> known) => $"no transport is called '{name}'; there is {string.Join(", ", known)}";

        public static string AccountTaken(string account, string handle) => $"{account} is the account of {handle}; take it away there first";

        public static string HostIsBusy(string host, string project, string environment, long release) =>
            $"{host} cannot be taken from {project} {environment} now: #{release} is changing its hosts. Wait until it has ended, or abort it.";

        public static string EnvironmentHasHistory(string project, string environment) =>
            $"environment {environment} of {project} is not in the file, but releases were made for it. Keep it there; with `hosts: []` nothing can be deployed to it.";

        public static string CatalogChangedFor(string project, string who, string what) => $"{who} changed {project}: {what}";
        public const string TheCatalog = "The catalog (botops apply)";

        static string Unknown(string kind, string name, IReadOnlyList<string> closest) => closest.Count == 0
            ? $"there is no {kind} '{name}'"
            : $"there is no {kind} '{name}'; did you mean {AnyOf(closest)}?";

        static string AnyOf(IEnumerable<string> names) => string.Join(" or ", names.Select(n => $"'{n}'"));
    }
}
