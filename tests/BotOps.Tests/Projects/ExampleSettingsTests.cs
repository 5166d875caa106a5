using BotOps.Composition;
using Microsoft.Extensions.Configuration;

namespace BotOps.Tests.Projects;

public class ExampleSettingsTests
{
    [Fact]
    public void The_example_is_a_configuration_that_BotOps_reads_and_names_nothing_that_it_does_not()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(ShippedFiles.Root, "appsettings.example.json")).Build();

        var settings = BotOpsSettings.Read(configuration, ServeRole.All);

        Assert.Equal("/var/lib/botops", settings.DataFolder);
        Assert.Equal("https://botops.example.org", settings.PublicUrl);
        Assert.Empty(configuration.GetSection("BotOps").GetChildren().Select(c => c.Key).Except(typeof(BotOpsSettings).GetProperties().Select(p => p.Name)));
    }
}
