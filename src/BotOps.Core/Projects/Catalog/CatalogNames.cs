using System.Net;
using System.Text.RegularExpressions;
using BotOps.Core.Sources;

namespace BotOps.Core.Projects.Catalog;

/// <summary>What a text of the catalog may look like. Names become folders and arguments, so they are checked where they enter.</summary>
static partial class CatalogNames
{
    static readonly string[] Repositories = ["https", "http", "ssh", "file"], SvnRepositories = ["svn", "svn+ssh", "https", "http", "file"];

    /// <summary>Of a project, environment, host or person.</summary>
    public static string? Problem(string name) => Name().IsMatch(name) ? null : Texts.Catalog.NotAName(name);

    public static string? TimeZone(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : Texts.Catalog.NotATimeZone(text);
    public static string? Language(string text) => Languages.Of(text) is null ? Texts.Catalog.NotALanguage(text) : null;
    public static string? Channel(string text) => PlaceForm().IsMatch(text) ? null : Texts.Catalog.NotAPlace(text);
    public static string? PlacePart(string text) => PlaceForm().IsMatch($"a/b/{text}") ? null : Texts.Catalog.NotAPlace(text);
    public static string? Reference(string text) => SecretGuard.IsReference(text) ? null : Texts.Catalog.NotAReference(text);
    public static string? FileReference(string text) => SecretGuard.IsReference(text) && text.StartsWith("file:", StringComparison.Ordinal) ? null : Texts.Catalog.NotAFileReference(text);
    public static string? Variable(string name) => VariableForm().IsMatch(name) ? null : Texts.Catalog.NotAVariable(name);
    public static string? SystemUser(string name) => SystemUserForm().IsMatch(name) ? null : Texts.Catalog.NotASystemUser(name);
    public static string? Minion(string text) => MinionForm().IsMatch(text) ? null : Texts.Catalog.NotAMinion(text);
    public static string? Fingerprint(string text) => FingerprintForm().IsMatch(text) ? null : Texts.Catalog.NotAFingerprint(text);
    public static string? Amount(string text) => AmountForm().IsMatch(text) ? null : Texts.Catalog.NotAnAmount(text);
    public static string? GitRef(string text) => RefForm().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal) ? null : Texts.Catalog.NotARef(text);

    public static string? Path(string text) => text.StartsWith('/') ? AbsolutePath(text) : RelativePath(text);
    public static string? Profile(string text) => ProfileForm().IsMatch(text) ? null : Texts.Maven.NotAProfile(text);
    public static string? Jdk(string text) => text.StartsWith('/') ? AbsolutePath(text) : Problem(text);
    public static string? Package(string text) => PackageForm().IsMatch(text) ? null : Texts.Maven.NotAPackage(text);

    /// <summary>An interface of Java, with group and version as dubbo writes them: <c>group/com.example.PayService:1.0.0</c>.</summary>
    public static string? DubboService(string text) => DubboServiceForm().IsMatch(text) ? null : Texts.Dubbo.NotAService(text);

    /// <summary>A branch or tag, with <c>*</c> for anything: <c>release/*</c>.</summary>
    public static string? BranchPattern(string text) => GitRef(text.Replace('*', 'x')) is null ? null : Texts.Catalog.NotABranchPattern(text);

    /// <summary>Address of a page that compares two commits: <c>https://git.example.org/shop/compare/{from}...{to}</c>.</summary>
    public static string? CompareTemplate(string text) =>
        text.Contains("{from}", StringComparison.Ordinal) && text.Contains("{to}", StringComparison.Ordinal)
        && Uri.TryCreate(CompareLink.Fill(text, "1", "2"), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? null
            : Texts.Catalog.NotACompareTemplate(text);

    public static string? Address(string text) =>
        IPAddress.TryParse(text, out _) || Uri.CheckHostName(text) == UriHostNameType.Dns ? null : Texts.Catalog.NotAnAddress(text);

    public static string? AbsolutePath(string text) => text.StartsWith('/') && Safe(text) ? null : Texts.Catalog.NotAnAbsolutePath(text);

    public static string? RelativePath(string text) =>
        text.Length > 0 && text[0] is not '/' and not '-' && Safe(text) ? null : Texts.Catalog.NotARelativePath(text);

    public static string? RepositoryUrl(string text)
    {
        if (text.StartsWith('/') && Safe(text)) return null;
        if (ScpForm().IsMatch(text)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && Repositories.Contains(uri.Scheme) && text.Contains("://", StringComparison.Ordinal)
            ? null
            : Texts.Catalog.NotAUrl(text);
    }

    /// <summary>Of the folder that has trunk, branches and tags.</summary>
    public static string? SvnUrl(string text)
    {
        if (text.StartsWith('/') && Safe(text)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && SvnRepositories.Contains(uri.Scheme) && text.Contains("://", StringComparison.Ordinal) && uri.Query.Length == 0
            ? null
            : Texts.Svn.NotAnAddress(text);
    }

    static bool Safe(string path) => !path.Split('/').Contains("..") && !path.Contains('\n');

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_!?+.-]{1,60}(,[A-Za-z0-9_!?+.-]{1,60}){0,9}\z")]
    private static partial Regex ProfileForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,100}\z")]
    private static partial Regex PackageForm();

    [GeneratedRegex(@"^([A-Za-z0-9_.-]{1,100}/)?[A-Za-z_$][A-Za-z0-9_$.]{0,200}(:[A-Za-z0-9_.-]{1,50})?\z")]
    private static partial Regex DubboServiceForm();

    [GeneratedRegex(@"^[^/\s]+/[^/\s]+/[^/\s]+\z")]
    private static partial Regex PlaceForm();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableForm();

    // useradd(8); also an argument of sudo, so it looks like no option and like no shell text
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9._-]{0,31}\z")]
    private static partial Regex SystemUserForm();

    // An id of Salt without what a target would take for a pattern
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}\z")]
    private static partial Regex MinionForm();

    [GeneratedRegex(@"^SHA256:[A-Za-z0-9+/]{43}=?\z")]
    private static partial Regex FingerprintForm();

    [GeneratedRegex(@"^(\d{1,4}|(\d{1,2}|100)%)\z")]
    private static partial Regex AmountForm();

    // The host part may not look like an option of ssh
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^-\s:][^\s]*\z")]
    private static partial Regex ScpForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][^\s~^:?*\[\\]{0,200}\z")]
    private static partial Regex RefForm();
}
