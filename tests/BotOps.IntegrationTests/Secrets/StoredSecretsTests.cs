using System.Text;
using BotOps.Core;
using BotOps.Core.Doctor;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Secrets;

public class StoredSecretsTests
{
    const string Shop =
        """
        hosts: [{ name: shop-01, address: 127.0.0.21, root: /srv/shop }]
        projects:
          - name: shop
            repository: { url: "https://git.example.org/shop.git", token: "secret:git-token" }
            environments:
              production:
                hosts: [shop-01]
                build: { command: [make], artifact: [out/**], secrets: { NPM: "secret:npm" } }
                run: { start: [./run], secrets: { DB_PASSWORD: "secret:db" } }
        """;

    [SkippableFact]
    public async Task A_value_comes_back_by_its_reference_and_is_in_no_column()
    {
        await using var rig = await SecretRig.Create();
        const string key = "-----BEGIN KEY-----\nMIIBVQ 密\n-----END KEY-----";

        await rig.Set("db", key);
        Assert.Equal(key, await rig.Read("db"));
        await rig.Set("db", "another-value");
        Assert.Equal("another-value", await rig.Read("db"));

        var row = await rig.Db(db => db.Secrets.SingleAsync());
        Assert.Equal(2, row.Version);
        Assert.DoesNotContain("another-value", Encoding.Latin1.GetString(row.Encrypted), StringComparison.Ordinal);
        Assert.Equal(["set-secret secret/db:  → version 1", "set-secret secret/db: version 1 → version 2"], await rig.Audited());
        Assert.Equal(Texts.StoredSecrets.Missing("dbx"), await SecretRig.Refused(rig.Read("dbx")));
    }

    [SkippableFact]
    public async Task Values_that_could_not_be_used_or_masked_are_refused_and_keep_the_old_one()
    {
        await using var rig = await SecretRig.Create();
        await rig.Set("db", "good-value");

        foreach (var wrong in new[] { "", " \n ", "abc", "nul\0nul", new string('x', SetSecret.LongestBytes + 1) }) await SecretRig.Refused(rig.Set("db", wrong));
        await SecretRig.Refused(rig.Set("Not/A name", "good-value"));

        Assert.Equal("good-value", await rig.Read("db"));
        Assert.Equal(1, (await rig.List()).Single().Version);
    }

    [SkippableFact]
    public async Task Rows_that_were_swapped_are_not_decrypted_and_the_doctor_says_which()
    {
        await using var rig = await SecretRig.Create();
        await rig.Set("db", "value-of-db");
        await rig.Set("npm", "value-of-npm");
        Assert.StartsWith("ok   secrets 2 secrets, key 0001-", await Examine(rig), StringComparison.Ordinal);

        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.secrets s set encrypted = o.encrypted from botops.secrets o where o.name <> s.name"));

        Assert.Equal(Texts.StoredSecrets.Damaged("db", rig.Keys.Newest().Id), await SecretRig.Refused(rig.Read("db")));
        Assert.Equal($"FAIL secrets {Texts.StoredSecrets.Damaged("db", rig.Keys.Newest().Id)}; {Texts.StoredSecrets.Damaged("npm", rig.Keys.Newest().Id)}", await Examine(rig));
    }

    [SkippableFact]
    public async Task A_rotation_takes_all_rows_to_the_new_key_or_none()
    {
        await using var rig = await SecretRig.Create();
        await rig.Set("db", "value-of-db");
        await rig.Set("npm", "value-of-npm");
        var old = rig.Keys.Newest();

        var rotation = await rig.Rotate();
        Assert.Equal((2, old.Id), (rotation.Secrets, Assert.Single(rotation.Unused)));
        File.Delete(rig.Keys.PathOf(old.Id));
        Assert.Equal(["value-of-db", "value-of-npm"], [await rig.Read("db"), await rig.Read("npm")]);
        Assert.Equal($"rotate-secrets secrets: {old.Id} → {rotation.Key.Id}", (await rig.Audited())[^1]);

        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.secrets set key_id = {old.Id} where name = 'npm'"));
        Assert.Equal(Texts.StoredSecrets.KeyMissing(rig.Keys.PathOf(old.Id)), await SecretRig.Refused(rig.Rotate()));
        Assert.Equal(rotation.Key.Id, await rig.Db(db => db.Secrets.Where(s => s.Name == "db").Select(s => s.KeyId).SingleAsync()));
        Assert.Equal("value-of-db", await rig.Read("db"));
    }

    [SkippableFact]
    public async Task A_secret_goes_only_when_neither_a_project_nor_what_runs_refers_to_it()
    {
        await using var rig = await SecretRig.Create();
        await rig.Apply(Shop);
        foreach (var name in new[] { "git-token", "npm", "db" }) await rig.Set(name, $"value of {name}");

        Assert.Equal(Texts.StoredSecrets.InUse("git-token", ["shop: repository.token"]), await SecretRig.Refused(rig.Remove("git-token")));
        Assert.Equal(Texts.StoredSecrets.InUse("npm", ["shop production: build.secrets.NPM"]), await SecretRig.Refused(rig.Remove("npm")));
        await rig.Db(db => db.Assignments.ExecuteUpdateAsync(set => set.SetProperty(a => a.SettingsRevisionId, a => db.Environments.Single().SettingsRevisionId)));
        await rig.Apply(Shop.Replace(", secrets: { DB_PASSWORD: \"secret:db\" }", "", StringComparison.Ordinal));
        Assert.Equal(Texts.StoredSecrets.InUse("db", ["shop production (settings revision 1): run.secrets.DB_PASSWORD"]), await SecretRig.Refused(rig.Remove("db")));
        await rig.Db(db => db.Assignments.ExecuteUpdateAsync(set => set.SetProperty(a => a.SettingsRevisionId, (long?)null)));
        await rig.Remove("db");

        Assert.Equal(["git-token", "npm"], (await rig.List()).Select(s => s.Name));
        Assert.Contains("remove-secret secret/db: version 1 → ", await rig.Audited());
        Assert.Contains("git-token", await SecretRig.Refused(rig.Remove("git-tokn")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_is_referred_to_and_missing_is_told_by_the_doctor()
    {
        await using var rig = await SecretRig.Create();
        Assert.Equal("skip secrets no secret is kept", await Examine(rig));
        await rig.Apply(Shop);
        await rig.Set("git-token", "value");
        await rig.Set("npm", "value");

        Assert.Equal($"FAIL secrets {Texts.StoredSecrets.DoctorMissing("db", "shop production: run.secrets.DB_PASSWORD")}", await Examine(rig));
    }

    [SkippableFact]
    public async Task A_person_who_is_no_admin_changes_no_secret_and_an_admin_is_named()
    {
        await using var rig = await SecretRig.Create();
        var (dev, admin) = (await rig.Someone("dev"), await rig.Someone("boss"));
        await rig.Apply("roles: { boss: [admin] }");

        await SecretRig.Refused(rig.Set("db", "value-of-db", dev.Id));
        await rig.Set("db", "value-of-db", admin.Id);

        Assert.Equal(("db", "boss"), ((await rig.List()).Single().Name, (await rig.List()).Single().By));
    }

    static async Task<string> Examine(SecretRig rig)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(rig.Keys);
        services.AddDbContextFactory<BotOpsDb>(options => BotOpsDb.Configure(options, rig.Connection)).AddDoctor();
        await using var provider = services.BuildServiceProvider();
        var lines = new List<string>();
        await provider.GetRequiredService<Core.Doctor.Doctor>().Run(lines.Add, default);
        return Assert.Single(lines, line => line[5..].StartsWith("secrets ", StringComparison.Ordinal));
    }
}
