using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class SvnAndMavenCatalogTests
{
    const string Pay =
        """
        projects:
          - name: pay-provider
            repository: { kind: svn, url: "svn://svn.example.org/pay", tokenUser: deployer, token: "secret:svn" }
            environments:
              production:
                hosts: []
                build:
                  maven: { goals: [verify], args: [-DskipITs], settings: /etc/maven/settings.xml, profile: "prod,fast", jdk: temurin-17, module: provider, package: pay-provider }
              test:
                hosts: []
                build: { maven: {} }
        """;

    [Fact]
    public void A_project_of_svn_that_maven_builds_is_read_whole()
    {
        var project = Assert.Single(CatalogReader.Read("pay.yaml", Pay).Projects);

        Assert.Equal(new Repository("svn", "svn://svn.example.org/pay", "secret:svn", "deployer", DefaultRef: "trunk"), project.Repository);
        var maven = project.Environments[0].Settings.Build.Maven!;
        Assert.Equal(["verify", "-DskipITs"], maven.Goals.Concat(maven.Args));
        Assert.Equal(("/etc/maven/settings.xml", "prod,fast", "temurin-17", "provider", "pay-provider"), (maven.Settings, maven.Profile, maven.Jdk, maven.Module, maven.Package));
        Assert.Equal(["package"], project.Environments[1].Settings.Build.Maven!.Goals);
        Assert.NotEqual(project.Environments[0].Settings.Build.Digest(), project.Environments[1].Settings.Build.Digest());
    }

    [Theory]
    [InlineData("svn://svn.example.org/pay", "git@svn.example.org:pay", "repository.url: 'git@svn.example.org:pay' is not an address of an svn repository; write svn://…, svn+ssh://…, https://…, file:///… or an absolute path, of the folder that has trunk, branches and tags")]
    [InlineData("kind: svn", "kind: git", "repository.url: 'svn://svn.example.org/pay' is not a repository address; write https://…, ssh://…, user@host:path, file:///… or an absolute path")]
    [InlineData("kind: svn", "kind: cvs", "repository.kind: 'cvs' is none of: git, svn")]
    [InlineData("tokenUser: deployer, ", "", "repository.tokenUser: is missing")]
    [InlineData("tokenUser: deployer", "tokenUser: deployer, submodules: true", "repository.submodules: is for git; svn:externals are not fetched")]
    [InlineData("goals: [verify]", "goals: verify", "environments.production.build.maven.goals: 'verify' is one text; no shell is used, so write a list: [verify]")]
    [InlineData("profile: \"prod,fast\"", "profile: \"prod fast\"", "environments.production.build.maven.profile: 'prod fast' is not a profile; write prod, or several as prod,fast")]
    [InlineData("module: provider", "module: ../provider", "environments.production.build.maven.module: '../provider' leaves the checked-out tree; write a path below it")]
    [InlineData("package: pay-provider", "package: pay/provider", "environments.production.build.maven.package: 'pay/provider' is not the name of a package; write its artifactId, like order-web")]
    [InlineData("jdk: temurin-17", "jdk: \"JDK 17\"", "environments.production.build.maven.jdk: 'JDK 17' is not a name; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters")]
    [InlineData("build: { maven: {} }", "build: { maven: {}, command: [make] }", "environments.test.build.maven: stands beside build.command; keep one of the two")]
    [InlineData("build: { maven: {} }", "build: { command: [make] }", "environments.test.build.artifact: is missing")]
    public void What_is_wrong_is_told_with_its_field(string right, string wrong, string message)
    {
        var error = Assert.Throws<UserError>(() => CatalogReader.Read("pay.yaml", Pay.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(error.Message.Split('\n'), line => line.EndsWith($"projects[0].{message}", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_settings_without_maven_are_the_same_as_before_there_was_any() =>
        Assert.Equal("d6509a43", new BuildSettings { Command = ["make"], Artifact = ["out/**"] }.Digest()[..8]);
}
