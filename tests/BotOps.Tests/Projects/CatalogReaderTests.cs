using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class CatalogReaderTests
{
    const string Shop =
        """
        people:
          - handle: lead-1
            name: Lin Mei
            timeZone: Asia/Shanghai
            accounts:
              - { platform: web, tenant: sandbox, id: lead-1 }
        roles:
          lead-1: [requester, approver order-svc, operator order-svc/production]
        hosts:
          - { name: order-01, address: 127.0.0.11, root: /srv/apps }
        projects:
          - name: order-svc
            channels: [web/sandbox/deploys]
            repository: { url: "https://git.example/order-svc.git", token: "env:GIT_TOKEN" }
            environments:
              production:
                production: true
                policy: { approvals: 2, expires: 1h30m, minUp: 75% }
                hosts: ["order-[01-03]", canary]
                build:
                  command: [dotnet, publish, -c, Release, -o, out]
                  artifact: [out/**]
                  strip: out
                  environment: { CI: "true" }
                run:
                  start: [dotnet, order-svc.dll]
                  secrets: { DB_PASSWORD: "secret:order-db" }
                  port: 8080
                health: { kind: http, path: /health, limit: 20s }
        """;

    [Fact]
    public void A_file_is_read_whole()
    {
        var catalog = CatalogReader.Read("shop.yaml", Shop);

        Assert.Equal("Asia/Shanghai", Assert.Single(catalog.People).TimeZone);
        Assert.Equal([(Role.Requester, "*", "*"), (Role.Approver, "order-svc", "*"), (Role.Operator, "order-svc", "production")],
            Assert.Single(catalog.Roles).Grants.Select(g => (g.Role, g.Project, g.Environment)));
        var environment = Assert.Single(Assert.Single(catalog.Projects).Environments);
        Assert.Equal(["order-01", "order-02", "order-03", "canary"], environment.Hosts.Select(h => h.Name));
        Assert.Equal((2, TimeSpan.FromMinutes(90), "75%"), (environment.Policy.Approvals, environment.Policy.Expires, environment.Policy.MinUp));
        Assert.Equal(["dotnet", "publish", "-c", "Release", "-o", "out"], environment.Settings.Build.Command);
        Assert.Equal("secret:order-db", environment.Settings.Run.Secrets["DB_PASSWORD"]);
        Assert.Equal((8080, "http", TimeSpan.FromSeconds(20)),
            (environment.Settings.Run.Port, environment.Settings.Run.Health.Kind, environment.Settings.Run.Health.Limit));
    }

    [Theory]
    [InlineData("port: 8080", "port: eighty", "shop.yaml:28: projects[0].environments.production.run.port: 'eighty' is not a port (1 to 65535)")]
    [InlineData("strip: out", "stirp: out", "shop.yaml:23: projects[0].environments.production.build.stirp: is not known; did you mean 'strip'?")]
    [InlineData("limit: 20s", "limit: soon", "shop.yaml:29: projects[0].environments.production.health.limit: 'soon' is not a time; write it like 30s, 10m, 2h or 1h30m")]
    [InlineData("name: order-svc", "name: ../etc", "shop.yaml:12: projects[0].name: '../etc' is not a name; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters")]
    [InlineData("approver order-svc,", "aprover,", "shop.yaml:8: roles.lead-1[1]: 'aprover' is not a role; write requester, approver, operator or admin, and where: approver order-svc/production")]
    [InlineData("command: [dotnet, publish, -c, Release, -o, out]", "command: dotnet publish", "shop.yaml:21: projects[0].environments.production.build.command: 'dotnet publish' is one text; no shell is used, so write a list: [dotnet, publish]")]
    [InlineData("secret:order-db", "hunter2-x", "shop.yaml:27: projects[0].environments.production.run.secrets.DB_PASSWORD: 'hunter2-x' is not a reference to a secret; write env:NAME, file:/path or secret:name")]
    [InlineData("token: \"env:GIT_TOKEN\"", "sshKey: \"secret:deploy-key\"", "shop.yaml:14: projects[0].repository.sshKey: 'secret:deploy-key' is not a reference to a file; write file:/path (ssh reads its key from a file, and BotOps writes no secret to a disk)")]
    [InlineData("out/**", "../../etc", "shop.yaml:22: projects[0].environments.production.build.artifact[0]: '../../etc' leaves the checked-out tree; write a path below it")]
    [InlineData("env:GIT_TOKEN", "glpat-abcdefghijklmnop1234", "shop.yaml:14: projects[0].repository.token: looks like a secret; keep it with `botops secret set`, in a variable or in a file, and write the reference (secret:name, env:NAME or file:/path)")]
    [InlineData("env:GIT_TOKEN", "hunter2", "shop.yaml:14: projects[0].repository.token: 'hunter2' is not a reference to a secret; write env:NAME, file:/path or secret:name")]
    [InlineData("https://git", "https://bot:hunter2@git", "shop.yaml:14: projects[0].repository.url: has a credential in it; keep that in a variable or a file and write a reference beside it (token: env:NAME, file:/path or secret:name)")]
    [InlineData("CI: \"true\"", "NPM_TOKEN: \"abc\"", "shop.yaml:24: projects[0].environments.production.build.environment.NPM_TOKEN: looks like a secret; keep it with `botops secret set`, in a variable or in a file, and write the reference (secret:name, env:NAME or file:/path)")]
    [InlineData("https://git.example/order-svc.git", "--upload-pack=touch /tmp/x", "shop.yaml:14: projects[0].repository.url: '--upload-pack=touch /tmp/x' is not a repository address; write https://…, ssh://…, user@host:path, file:///… or an absolute path")]
    [InlineData("order-[01-03]", "order-*", "shop.yaml:19: projects[0].environments.production.hosts[0]: 'order-*' is neither a host's name nor a range like order-[01-04]")]
    [InlineData("root: /srv/apps", "root: /srv/apps, salt: { user: app }", "shop.yaml:10: hosts[0].salt: is for hosts with transport: salt; this one has local")]
    [InlineData("root: /srv/apps", "root: /srv/apps, transport: salt, salt: { minion: \"web*\" }", "shop.yaml:10: hosts[0].salt.minion: 'web*' is no minion's id: letters, digits, '.', '_' and '-', as `salt-key -L` lists it")]
    [InlineData("root: /srv/apps", "root: /srv/apps, transport: salt, artifacts: push", "shop.yaml:10: hosts[0].artifacts: cannot be push with transport: salt, which carries no large files; leave it out")]
    [InlineData("root: /srv/apps", "root: /srv/apps, ssh: { port: 22 }", "shop.yaml:10: hosts[0].ssh: is for hosts with transport: ssh; this one has local")]
    [InlineData("root: /srv/apps", "root: /srv/apps, transport: ssh, ssh: { sudo: \"-u root\" }", "shop.yaml:10: hosts[0].ssh.sudo: '-u root' is no user of a host: letters, digits, '.', '_' and '-', a letter or '_' first, at most 32")]
    [InlineData("root: /srv/apps", "root: /srv/apps, transport: ssh, ssh: { hostKey: \"16:27:ac\" }", "shop.yaml:10: hosts[0].ssh.hostKey: '16:27:ac' is no fingerprint; write SHA256: and 43 characters, as ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it on the host")]
    [InlineData("Asia/Shanghai", "Mars/Olympus", "shop.yaml:4: people[0].timeZone: 'Mars/Olympus' is not a time zone; write it like Europe/Berlin or Asia/Shanghai")]
    public void What_is_wrong_is_told_with_file_line_and_field(string right, string wrong, string message)
    {
        var error = Assert.Throws<UserError>(() => CatalogReader.Read("shop.yaml", Shop.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_at_once_in_its_order()
    {
        var error = Assert.Throws<UserError>(() => CatalogReader.Read("hosts.yaml", "hosts:\n  - name: Order 01\n    adress: 10.0.0.1\n  - [a]\n"));

        Assert.Equal(
            """
            hosts.yaml:2: hosts[0].name: 'Order 01' is not a name; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters
            hosts.yaml:2: hosts[0].address: is missing
            hosts.yaml:2: hosts[0].root: is missing
            hosts.yaml:3: hosts[0].adress: is not known; did you mean 'address'?
            hosts.yaml:4: hosts[1]: write names with values below it (name: value)
            hosts.yaml:4: hosts[1].name: is missing
            hosts.yaml:4: hosts[1].address: is missing
            hosts.yaml:4: hosts[1].root: is missing
            """, error.Message);
    }

    [Fact]
    public void A_file_that_is_not_YAML_names_the_line()
    {
        var error = Assert.Throws<UserError>(() => CatalogReader.Read("shop.yaml", "people:\n  - handle: \"open\n"));

        Assert.StartsWith("shop.yaml:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order-[08-11]", "order-08 order-09 order-10 order-11")]
    [InlineData("a[1-3].eu", "a1.eu a2.eu a3.eu")]
    [InlineData("order-[4-1]", "")]
    [InlineData("order-[1-99999]", "")]
    public void A_range_of_hosts_keeps_the_width_of_its_first_number(string pattern, string hosts) =>
        Assert.Equal(hosts, string.Join(' ', HostPattern.Expand(pattern) ?? []));
}
