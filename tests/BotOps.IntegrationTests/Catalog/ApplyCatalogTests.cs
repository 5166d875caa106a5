using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Catalog;

public class ApplyCatalogTests
{
    const string Shop =
        """
        people:
          - handle: lead-1
            name: "Lin: Mei"
            accounts: [{ platform: web, tenant: sandbox, id: lead-1 }]
        roles:
          lead-1: [requester, approver order-svc, admin]
        hosts:
          - { name: order-01, address: 127.0.0.11, root: /srv/one }
          - { name: order-02, address: 127.0.0.12, root: /srv/two, transport: ssh, ssh: { user: deploy, port: 2222, key: "file:/etc/botops/key", passphrase: "secret:key-phrase", hostKey: "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", trustFirstUse: true, sudo: app, jump: { address: bastion.example.org, port: 22, hostKey: "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB" } } }
        projects:
          - name: order-svc
            channels: [web/sandbox/deploys]
            repository: { url: /srv/repos/order-svc.git, defaultRef: "null" }
            environments:
              production:
                policy: { approvers: [lead-1] }
                hosts: ["order-[01-02]"]
                build: { command: [make, "a, b", "null", "- x"], artifact: [out/**], environment: { LONG_NAME: "1", B: "true", A: "~" }, timeLimit: 90s }
                run: { start: [./run], port: 8080, environment: { "GREETING": "# not a comment\nsecond line" } }
                health: { kind: command, command: [./check, "--x: y"] }
              staging:
                hosts: []
                build: { artifact: [out/**] }
        """;

    [SkippableFact]
    public async Task Applied_twice_the_second_changes_nothing()
    {
        var database = await Database.Create();

        var first = await Apply(database, Shop);

        Assert.Contains("+ project order-svc", first);
        Assert.Contains("+ role approver order-svc of lead-1", first);
        Assert.Contains("+ project order-svc production: host order-02", first);
        Assert.Empty(await Apply(database, Shop));
        await using var db = Database.Open(database);
        Assert.Equal([1, 1], await db.SettingsRevisions.Select(r => r.Number).ToListAsync());
        Assert.Equal(first, await db.Audit.OrderBy(a => a.Id).Select(a => a.After!).ToListAsync());
    }

    [SkippableFact]
    public async Task What_is_exported_is_taken_back_without_a_change_and_makes_the_same_catalog_elsewhere()
    {
        var (one, other) = (await Database.Create(), await Database.Create());
        await Apply(one, Shop);

        var exported = await Export(one);

        Assert.Empty(await Apply(one, exported));
        await Apply(other, exported);
        Assert.Equal(exported, await Export(other));
        Assert.Contains("port: 8080", exported, StringComparison.Ordinal);
        Assert.Equal(["~ host order-02: ssh.port 2222 → (usual), ssh.jump.port 22 → 2022"],
            await Apply(one, Regex.Replace(exported, "\n *port: 2222\n", "\n").Replace("port: 22\n", "port: 2022\n", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task Hosts_that_are_reached_by_salt_or_pull_are_exported_and_taken_back_without_a_change()
    {
        const string hosts =
            """
            hosts:
              - { name: order-01, address: 127.0.0.11, root: /srv/one, transport: salt, salt: { minion: order-01.example.org, user: app } }
              - { name: order-02, address: 127.0.0.12, root: /srv/two, transport: salt }
              - { name: order-03, address: 127.0.0.13, root: /srv/three, artifacts: pull }
            """;
        var (one, other) = (await Database.Create(), await Database.Create());
        await Apply(one, hosts);

        var exported = await Export(one);

        Assert.Empty(await Apply(one, exported));
        await Apply(other, exported);
        Assert.Equal(exported, await Export(other));
        Assert.Equal(["~ host order-01: salt.user app → shop", "~ host order-02: salt.minion (usual) → two", "~ host order-03: artifacts pull → (usual)"],
            await Apply(one, hosts.Replace("user: app", "user: shop", StringComparison.Ordinal).Replace("transport: salt }", "transport: salt, salt: { minion: two } }", StringComparison.Ordinal).Replace(", artifacts: pull", "", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task A_project_of_svn_that_maven_builds_is_exported_and_taken_back_without_a_change()
    {
        const string pay =
            """
            people: [{ handle: lead-1 }]
            roles: { lead-1: [admin] }
            projects:
              - name: pay-provider
                repository: { kind: svn, url: "svn://svn.example.org/pay", tokenUser: deployer, token: "secret:svn" }
                environments:
                  production: { hosts: [], build: { maven: { goals: [verify], args: [-DskipITs], profile: prod, jdk: "17", module: provider, package: pay } } }
                  test: { hosts: [], build: { maven: {} } }
            """;
        var (one, other) = (await Database.Create(), await Database.Create());
        await Apply(one, pay);

        var exported = await Export(one);

        Assert.Empty(await Apply(one, exported));
        await Apply(other, exported);
        Assert.Equal(exported, await Export(other));
        Assert.Contains("kind: svn", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("defaultRef", exported, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Changed_settings_make_a_new_revision_and_name_what_changed()
    {
        var database = await Database.Create();
        await Apply(database, Shop);

        var changes = await Apply(database, Shop.Replace("port: 8080", "port: 8081", StringComparison.Ordinal));

        Assert.Equal(["~ project order-svc production: run.port 8080 → 8081 (settings revision 2)"], changes);
        await using var db = Database.Open(database);
        var environment = await db.Environments.SingleAsync(e => e.Name == "production");
        var revision = await db.SettingsRevisions.SingleAsync(r => r.Id == environment.SettingsRevisionId);
        Assert.Equal((2, 8081), (revision.Number, revision.Settings.Run.Port));
        Assert.Empty(await db.Outbox.ToListAsync());
    }

    [SkippableFact]
    public async Task A_changed_build_command_or_policy_is_told_in_the_channel_of_the_project()
    {
        var database = await Database.Create();
        await Apply(database, Shop);

        await Apply(database, Shop.Replace("[make,", "[make, -j,", StringComparison.Ordinal).Replace("policy: {", "policy: { approvals: 0,", StringComparison.Ordinal));

        await using var db = Database.Open(database);
        Assert.Equal(
            ["The catalog (botops apply) changed order-svc: policy.approvals (usual) → 0",
                "The catalog (botops apply) changed order-svc: build.command [make, a, b, null, - x] → [make, -j, a, b, null, - x]"],
            (await db.Outbox.OrderBy(m => m.Id).ToListAsync()).Select(m => m.Content!.Push));
    }

    [SkippableFact]
    public async Task The_roles_of_a_person_in_a_file_are_all_of_that_persons_roles_and_the_last_admin_stays()
    {
        var database = await Database.Create();
        await Apply(database, Shop);

        var changes = await Apply(database, "roles: { lead-1: [operator order-svc/production, admin] }");
        var error = await Assert.ThrowsAsync<UserError>(() => Apply(database, "roles: { lead-1: [requester] }"));

        Assert.Equal(["- role requester of lead-1", "- role approver order-svc of lead-1", "+ role operator order-svc/production of lead-1"], changes);
        Assert.Equal(Texts.Catalog.LastAdmin, error.Message);
        await using var db = Database.Open(database);
        Assert.Equal(2, await db.Roles.CountAsync());
    }

    [SkippableFact]
    public async Task Names_that_do_not_exist_are_told_with_their_place_and_nothing_is_changed()
    {
        var database = await Database.Create();
        var wrong = Shop.Replace("order-[01-02]", "ordr-01", StringComparison.Ordinal).Replace("approver order-svc", "approver order-src", StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<UserError>(() => Apply(database, wrong));

        Assert.Equal(
            """
            shop.yaml:6: roles.lead-1[1]: there is no project 'order-src'; did you mean 'order-svc'?
            shop.yaml:17: projects[0].environments.production.hosts[0]: there is no host 'ordr-01'; did you mean 'order-01' or 'order-02'?
            """, error.Message);
        await using var db = Database.Open(database);
        Assert.Empty(await db.Persons.ToListAsync());
    }

    [SkippableFact]
    public async Task A_host_is_not_taken_away_while_a_release_changes_the_hosts()
    {
        var database = await Database.Create();
        await Apply(database, Shop);
        var release = await HoldClaim(database);
        var without = Shop.Replace("[\"order-[01-02]\"]", "[order-01]", StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<UserError>(() => Apply(database, without));
        await using (var db = Database.Open(database)) await db.Claims.ExecuteDeleteAsync();
        var changes = await Apply(database, without);

        Assert.Equal(Texts.Catalog.HostIsBusy("order-02", "order-svc", "production", release), error.Message);
        Assert.Equal(["- project order-svc production: host order-02"], changes);
    }

    [SkippableFact]
    public async Task An_environment_with_a_history_is_not_lost_by_leaving_it_out()
    {
        var database = await Database.Create();
        await Apply(database, Shop);
        await HoldClaim(database);
        var lines = Shop.ReplaceLineEndings("\n").Split('\n');

        var withoutStaging = string.Join('\n', lines[..^3]);
        Assert.Equal(["- project order-svc: environment staging"], await Apply(database, withoutStaging));

        var withoutProduction = string.Join('\n', [.. lines[..14], .. lines[^3..]]);
        var error = await Assert.ThrowsAsync<UserError>(() => Apply(database, withoutProduction));
        Assert.Equal(Texts.Catalog.EnvironmentHasHistory("order-svc", "production"), error.Message);
    }

    static async Task<IReadOnlyList<string>> Apply(string database, string text)
    {
        await using var db = Database.Open(database);
        return await new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("shop.yaml", text)], null, CancellationToken.None);
    }

    internal static async Task<string> Export(string database)
    {
        await using var db = Database.Open(database);
        return await new ExportCatalog(db).Handle(CancellationToken.None);
    }

    internal static async Task<long> HoldClaim(string database)
    {
        await using var db = Database.Open(database);
        var environment = await db.Environments.SingleAsync(e => e.Name == "production");
        var person = await db.Persons.FirstAsync();
        var now = DateTimeOffset.UtcNow;
        var log = new Log { CreatedAt = now };
        db.Logs.Add(log);
        await db.SaveChangesAsync();
        var release = new Release
        {
            EnvironmentId = environment.Id, RequestedBy = person.Id, Reference = "master", Commit = new string('a', 40),
            SettingsRevisionId = environment.SettingsRevisionId!.Value, LogId = log.Id, CreatedAt = now, ExpiresAt = now,
            Options = new PlanOptions(), Plan = new WavePlan([["order-01", "order-02"]], 1, 0, true),
            Facts = new ReleaseFacts(new CommitInfo(new string('a', 40), "One", "Lin", now), "branch", Comparison.None, null, null, null, null, []),
        };
        db.Releases.Add(release);
        await db.SaveChangesAsync();
        db.Claims.Add(new Claim { EnvironmentId = environment.Id, ReleaseId = release.Id, Fence = 1 });
        await db.SaveChangesAsync();
        return release.Id;
    }
}
