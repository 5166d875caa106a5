using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class PolicyCatalogTests
{
    const string Shop =
        """
        projects:
          - name: order-svc
            repository: { url: /srv/r.git, web: "https://git.example.org/cmp/{from}...{to}" }
            environments:
              production:
                policy: { branches: [master, "release/*"], override: approver }
                hosts: []
                build: { artifact: [out/**] }
        """;

    [Fact]
    public void Branches_who_may_override_and_the_page_of_comparisons_are_read()
    {
        var project = Assert.Single(CatalogReader.Read("shop.yaml", Shop).Projects);
        var policy = Assert.Single(project.Environments).Policy;

        Assert.Equal(["master", "release/*"], policy.Branches);
        Assert.Equal((Role.Approver, "https://git.example.org/cmp/{from}...{to}"), (policy.Override, project.Repository.Web));
        Assert.Equal((Role.Operator, 0), (new Policy().Override, new Policy().Branches.Count));
    }

    [Theory]
    [InlineData("release/*", "--force", "shop.yaml:6: projects[0].environments.production.policy.branches[1]: '--force' is not a branch or tag; write names, with * for anything: [master, \"release/*\"]")]
    [InlineData("release/*", "a..b", "shop.yaml:6: projects[0].environments.production.policy.branches[1]: 'a..b' is not a branch or tag; write names, with * for anything: [master, \"release/*\"]")]
    [InlineData("override: approver", "override: Lead", "shop.yaml:6: projects[0].environments.production.policy.override: 'Lead' is none of: requester, approver, operator, admin")]
    [InlineData("https://git.example.org/cmp/{from}...{to}", "https://git.example.org/cmp", "shop.yaml:3: projects[0].repository.web: 'https://git.example.org/cmp' is not the address of a page that compares two commits; write it like https://git.example.org/shop/compare/{from}...{to}")]
    [InlineData("https://git.example.org/cmp", "javascript:cmp", "shop.yaml:3: projects[0].repository.web: 'javascript:cmp/{from}...{to}' is not the address of a page that compares two commits; write it like https://git.example.org/shop/compare/{from}...{to}")]
    [InlineData("https://git", "https://me:geheim@git", "shop.yaml:3: projects[0].repository.web: has a credential in it; keep that in a variable or a file and write a reference beside it (token: env:NAME, file:/path or secret:name)")]
    public void What_is_wrong_is_told(string right, string wrong, string message) =>
        Assert.Equal(message, Assert.Throws<UserError>(() => CatalogReader.Read("shop.yaml", Shop.Replace(right, wrong, StringComparison.Ordinal))).Message);
}
