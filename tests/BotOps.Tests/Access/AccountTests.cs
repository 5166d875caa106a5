using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Access;

public class AccountTests
{
    [Theory]
    [InlineData(true, "root", "anna", "anna")]
    [InlineData(true, "root", null, "root")]
    [InlineData(true, "root", "", "root")]
    [InlineData(false, "ben", "anna", "ben")] // anybody may set the variable
    public void Under_sudo_it_is_who_typed_it_but_only_root_is_believed(bool root, string user, string? sudo, string name) =>
        Assert.Equal(name, OsUser.NameOf(root, user, sudo));

    [Theory]
    [InlineData("slack/T012/U345", "slack/T012/U345")]
    [InlineData("os/anna", "os/*/anna")]
    [InlineData("os/build-1/anna", "os/build-1/anna")]
    [InlineData("anna", null)]
    [InlineData("slack/U345", null)]
    [InlineData("slack//U345", null)]
    [InlineData("os/", null)]
    public void An_account_is_written_in_one_text(string text, string? means) => Assert.Equal(means, AccountName.Parse(text)?.ToString());

    [Fact]
    public void The_first_admin_is_a_handle_and_an_account()
    {
        Assert.Equal(new FirstAdmin("anna", new AccountName("os", "*", "anna")), FirstAdmin.Parse("anna os/anna"));
        Assert.Contains("'anna'", Assert.Throws<UserError>(() => FirstAdmin.Parse("anna")).Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => FirstAdmin.Parse("Anna Smith os/anna"));
    }

    [Fact]
    public void The_catalog_takes_accounts_in_one_text_too_and_names_the_line_of_a_wrong_one()
    {
        var person = CatalogReader.Read("people.yaml", "people: [{ handle: anna, accounts: [os/*/anna, { platform: web, tenant: sandbox, id: anna }] }]").People.Single();
        var error = Assert.Throws<UserError>(() => CatalogReader.Read("people.yaml", "people:\n  - handle: anna\n    accounts: [anna]"));

        Assert.Equal([("os", "*", "anna"), ("web", "sandbox", "anna")], person.Accounts!.Select(a => (a.Platform, a.Tenant, a.Id)));
        Assert.Equal("people.yaml:3: people[0].accounts[0]: 'anna' is not an account; write platform/tenant/id, or os/user for a user of the operating system", error.Message);
    }
}
