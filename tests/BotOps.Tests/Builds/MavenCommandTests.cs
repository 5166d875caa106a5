using BotOps.Core.Builds.Maven;
using BotOps.Core.Projects;

namespace BotOps.Tests.Builds;

public class MavenCommandTests
{
    [Fact]
    public void As_usual_it_packages_in_batch_mode_with_the_repository_that_is_kept() =>
        Assert.Equal("mvn|-B|--no-transfer-progress|-Dmaven.repo.local=/data/maven/7/1|package", Words(new MavenSettings()));

    [Fact]
    public void Settings_profile_module_and_arguments_are_words_of_their_own() =>
        Assert.Equal("mvn|-B|--no-transfer-progress|-Dmaven.repo.local=/data/maven/7/1|-s|ci/settings.xml|-Pprod,fast|-pl|web/order|-am|-DskipTests|-Dname=a b; rm|clean|verify",
            Words(new MavenSettings { Settings = "ci/settings.xml", Profile = "prod,fast", Module = "web/order", Args = ["-DskipTests", "-Dname=a b; rm"], Goals = ["clean", "verify"] }));

    static string Words(MavenSettings maven) => string.Join('|', MavenCommand.Words(maven, "/data/maven/7/1"));
}
