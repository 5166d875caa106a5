using BotOps.Core.Access;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using YamlDotNet.RepresentationModel;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Writes the whole catalog as one file that <c>apply</c> takes back without a change.</summary>
public sealed class ExportCatalog(BotOpsDb db)
{
    public async Task<string> Handle(CancellationToken stopping)
    {
        var people = await db.Persons.AsNoTracking().OrderBy(p => p.Handle).ToListAsync(stopping);
        var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Platform).ThenBy(a => a.Tenant).ThenBy(a => a.ExternalId).ToListAsync(stopping);
        var roles = await db.Roles.AsNoTracking().Where(r => r.Source == null).OrderBy(r => r.Role).ThenBy(r => r.Project).ThenBy(r => r.Environment).ToListAsync(stopping);
        var groups = await db.Groups.AsNoTracking().OrderBy(g => g.Platform).ThenBy(g => g.Tenant).ThenBy(g => g.ExternalId).ToListAsync(stopping);
        var hosts = await db.Hosts.AsNoTracking().Where(h => h.Bought == null).OrderBy(h => h.Name).ToListAsync(stopping);
        var projects = await db.Projects.AsNoTracking().Include(p => p.Environments).OrderBy(p => p.Name).ToListAsync(stopping);
        var assignments = await db.Assignments.AsNoTracking().Include(a => a.Host).ToListAsync(stopping);
        var revisions = await db.SettingsRevisions.AsNoTracking().Where(r => db.Environments.Any(e => e.SettingsRevisionId == r.Id))
            .ToDictionaryAsync(r => r.EnvironmentId, r => r.Settings, stopping);

        var root = new YamlMappingNode();
        AddList(root, "people", people.Select(p => Of(p, accounts.Where(a => a.PersonId == p.Id))));
        AddMap(root, "roles", people.Select(p => (p.Handle, Of(roles.Where(r => r.PersonId == p.Id)))));
        AddMap(root, "groups", groups.Select(g => ($"{g.Name}", new YamlSequenceNode(g.Grants.Select(grant => Scalar($"{grant}"))))));
        AddList(root, "hosts", hosts.Select(h => Tree(("name", h.Name), CatalogValues.Of(h))));
        AddList(root, "projects", projects.Select(p => Of(p, assignments, revisions)));
        AddMap(root, "campaigns", (await db.Campaigns.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stopping)).Select(c => (c.Name, Tree(null, CampaignReader.Values(c.Settings)))));
        return Text(root);
    }

    static YamlMappingNode Of(Person person, IEnumerable<Account> accounts)
    {
        var node = Tree(("handle", person.Handle), CatalogValues.Of(person));
        AddList(node, "accounts", accounts.Select(a => Tree(("platform", a.Platform), [new("tenant", a.Tenant), new("id", a.ExternalId)])), evenIfEmpty: true);
        return node;
    }

    static YamlSequenceNode Of(IEnumerable<RoleGrant> roles) =>
        new(roles.Select(r => Scalar(CatalogGrant.Text(r.Role, r.Project, r.Environment))));

    static YamlMappingNode Of(Project project, IReadOnlyList<Assignment> assignments, IReadOnlyDictionary<int, Settings> revisions)
    {
        var node = Tree(("name", project.Name), CatalogValues.Of(project));
        var environments = new YamlMappingNode();
        foreach (var environment in project.Environments.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var hosts = assignments.Where(a => a.EnvironmentId == environment.Id && a.Host.Bought is null).Select(a => a.Host.Name).Order(StringComparer.Ordinal).ToArray();
            environments.Add(Scalar(environment.Name), Tree(null,
            [
                .. CatalogValues.Of(environment), new("hosts", hosts),
                .. CatalogValues.Written(revisions.GetValueOrDefault(environment.Id) ?? new Settings()),
            ]));
        }
        node.Add(Scalar("environments"), environments);
        return node;
    }

    static YamlMappingNode Tree((string Key, string Value)? first, IReadOnlyList<CatalogValue> values)
    {
        var root = new YamlMappingNode();
        if (first is { } name) root.Add(Scalar(name.Key), Scalar(name.Value));
        foreach (var value in values)
        {
            var at = root;
            foreach (var step in value.Path.SkipLast(1)) at = Below(at, step);
            at.Add(Scalar(value.Path[^1]), value.Value switch
            {
                IReadOnlyList<string> list => List(list),
                IReadOnlyList<ManagedFile> files => new YamlSequenceNode(files.Select(Of)),
                var text => Scalar((string)text),
            });
        }
        return root;
    }

    static YamlMappingNode Of(ManagedFile file)
    {
        var usual = new ManagedFile("", "");
        var node = Tree(("path", file.Path), []);
        if (file.Mode != usual.Mode) node.Add(Scalar("mode"), Scalar(file.Mode));
        if (file.Encoding != usual.Encoding) node.Add(Scalar("encoding"), Scalar(file.Encoding));
        node.Add(Scalar("content"), new YamlScalarNode(file.Content) { Style = IsPlainText(file.Content) ? YamlDotNet.Core.ScalarStyle.Literal : YamlDotNet.Core.ScalarStyle.DoubleQuoted });
        return node;
    }

    /// <summary>As a block of its own lines it is read as it was: else it is quoted.</summary>
    static bool IsPlainText(string content) => content.EndsWith('\n') && !content.EndsWith("\n\n", StringComparison.Ordinal) && content[0] is not ('\n' or ' ' or '\t')
        && !content.Contains(" \n", StringComparison.Ordinal) && content.All(c => c is '\n' or '\t' or (>= ' ' and <= '~') or (>= '\u4e00' and <= '\u9fff'));

    static YamlMappingNode Below(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(Scalar(key), out var below)) node.Add(Scalar(key), below = new YamlMappingNode());
        return (YamlMappingNode)below;
    }

    static void AddList(YamlMappingNode node, string key, IEnumerable<YamlNode> items, bool evenIfEmpty = false)
    {
        var list = new YamlSequenceNode(items);
        if (evenIfEmpty || list.Children.Count > 0) node.Add(Scalar(key), list);
    }

    static void AddMap<T>(YamlMappingNode node, string key, IEnumerable<(string Name, T Value)> entries) where T : YamlNode
    {
        var map = new YamlMappingNode();
        foreach (var (name, value) in entries) map.Add(Scalar(name), value);
        if (map.Children.Count > 0) node.Add(Scalar(key), map);
    }

    static YamlSequenceNode List(IReadOnlyList<string> words) => new(words.Select(Scalar)) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow };

    /// <summary>Quoted where a plain one would be read as nothing at all.</summary>
    static YamlScalarNode Scalar(string text) => new(text)
    {
        Style = text is "" or "~" or "null" ? YamlDotNet.Core.ScalarStyle.DoubleQuoted : YamlDotNet.Core.ScalarStyle.Any,
    };

    static string Text(YamlMappingNode root)
    {
        if (root.Children.Count == 0) return "";
        var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        var text = writer.ToString();
        const string endOfDocument = "...\n";
        return text.EndsWith(endOfDocument, StringComparison.Ordinal) ? text[..^endOfDocument.Length] : text;
    }
}
