using BotOps.Core.Access;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads catalog files: people, roles, groups, hosts and projects in YAML. A secret is written as a reference, never as a value.</summary>
public static class CatalogReader
{
    /// <summary>Throws a <see cref="UserError"/> with one line for each problem of the file: <c>file:line: field: what is wrong</c>.</summary>
    /// <param name="fileName">As the person typed it; stands in the messages.</param>
    /// <param name="beside">Reads a file by its path relative to this one's folder, for templates; null: none may be named.</param>
    public static CatalogDocument Read(string fileName, string text, Func<string, byte[]>? beside = null)
    {
        var problems = new CatalogProblems();
        var documents = Parse(fileName, text, problems).Select(root => Read(new CatalogField(new Where(fileName, root.Start.Line, ""), root, problems, beside ?? None))).ToList();
        problems.ThrowIfAny();
        return CatalogDocument.Together(documents);
    }

    static byte[] None(string path) => throw new IOException(Texts.Files.OnlyApplyReadsFiles);

    static IEnumerable<YamlNode> Parse(string fileName, string text, CatalogProblems problems)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            problems.Add(new Where(fileName, error.Start.Line, ""), error.Message);
        }
        return yaml.Documents.Select(d => d.RootNode);
    }

    static CatalogDocument Read(CatalogField root)
    {
        root.Knows("people", "roles", "groups", "hosts", "projects", "campaigns");
        return new CatalogDocument
        {
            People = [.. root["people"].Items().Select(Person)],
            Roles = [.. root["roles"].Entries().Select(e => Roles(e.Name, e.Field))],
            Groups = [.. root["groups"].Entries().Select(e => Group(e.Name, e.Field))],
            Hosts = [.. root["hosts"].Items().Select(Host)],
            Projects = [.. root["projects"].Items().Select(ProjectReader.Project)],
            Campaigns = [.. root["campaigns"].Entries().Select(e => CampaignReader.Read(e.Name, e.Field))],
        };
    }

    static CatalogPerson Person(CatalogField person)
    {
        person.Knows("handle", "name", "timeZone", "language", "disabled", "accounts");
        var handle = person["handle"].Required().Text("", CatalogNames.Problem);
        return new CatalogPerson(person["handle"].At, handle, person["name"].Text(handle))
        {
            TimeZone = person["timeZone"].Text("Etc/UTC", CatalogNames.TimeZone),
            Language = Languages.Of(person["language"].TextOrNull(CatalogNames.Language)),
            Disabled = person["disabled"].Flag(),
            Accounts = person["accounts"].Given ? [.. person["accounts"].Items().Select(Account)] : null,
        };
    }

    static CatalogAccount Account(CatalogField account)
    {
        if (account.IsText) return AccountInOneText(account);
        account.Knows("platform", "tenant", "id");
        return new CatalogAccount(account.At,
            account["platform"].Required().Text("", CatalogNames.PlacePart),
            account["tenant"].Required().Text("", CatalogNames.PlacePart),
            account["id"].Required().Text());
    }

    /// <summary><c>slack/T012/U345</c>, <c>os/*/anna</c></summary>
    static CatalogAccount AccountInOneText(CatalogField account)
    {
        var text = account.Text("", written => AccountName.Parse(written) is null ? Texts.NotAnAccount(written) : null);
        var (platform, tenant, id) = AccountName.Parse(text) ?? new AccountName("", "", "");
        return new CatalogAccount(account.At, platform, tenant, id);
    }

    static CatalogRoles Roles(string handle, CatalogField grants)
    {
        if (CatalogNames.Problem(handle) is { } wrong) grants.Problem(wrong);
        return new CatalogRoles(grants.At, handle, [.. grants.Items().Select(Grant).OfType<CatalogGrant>()]);
    }

    /// <summary><c>slack/T012/S345: [approver order-svc]</c></summary>
    static CatalogGroup Group(string name, CatalogField grants)
    {
        var group = AccountName.Parse(name);
        if (group is null || group.Platform == OsUser.Platform) grants.Problem(Texts.Catalog.NotAGroup(name));
        return new CatalogGroup(grants.At, group ?? new AccountName("", "", ""), [.. grants.Items().Select(Grant).OfType<CatalogGrant>()]);
    }

    /// <summary><c>requester</c>, <c>approver order-svc</c>, <c>operator order-svc/production</c></summary>
    static CatalogGrant? Grant(CatalogField field)
    {
        CatalogGrant? grant = null;
        field.Text("", text => (grant = Grant(field.At, text)) is null ? Texts.Catalog.NotAGrant(text) : null);
        return grant;
    }

    static CatalogGrant? Grant(Where at, string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var word, .. { Length: <= 1 } scope]) return null;
        if (scope.FirstOrDefault("*").Split('/') is not [var project, .. { Length: <= 1 } rest]) return null;

        var environment = rest.FirstOrDefault("*");
        var role = Enum.GetValues<Role>().Where(r => r.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)).Select(r => (Role?)r).FirstOrDefault();
        return role is { } known && NameOrAll(project) && NameOrAll(environment) ? new CatalogGrant(at, known, project, environment) : null;
    }

    static bool NameOrAll(string name) => name == "*" || CatalogNames.Problem(name) is null;

    static CatalogHost Host(CatalogField host)
    {
        host.Knows("name", "address", "transport", "root", "ssh", "salt", "artifacts");
        var transport = host["transport"].Text("local", CatalogNames.Problem);
        if (host["ssh"].Given && transport != SshReader.Transport) host["ssh"].Problem(Texts.Catalog.SshOfAnother(transport));
        if (host["salt"].Given && transport != SaltReader.Transport) host["salt"].Problem(Texts.Catalog.SaltOfAnother(transport));
        return new CatalogHost(host["name"].At,
            host["name"].Required().Text("", CatalogNames.Problem),
            host["address"].Required().Text("", CatalogNames.Address),
            host["root"].Required().Text("", CatalogNames.AbsolutePath),
            transport)
        {
            Ssh = host["ssh"].Given ? SshReader.Read(host["ssh"]) : null,
            Salt = host["salt"].Given ? SaltReader.Read(host["salt"]) : null,
            Pulls = host["artifacts"].Text("push", text => Artifacts(text, transport)) == "pull",
        };
    }

    static string? Artifacts(string text, string transport) =>
        text == "push" && transport == SaltReader.Transport ? Texts.Catalog.SaltPulls : ProjectReader.OneOf("push", "pull")(text);
}
