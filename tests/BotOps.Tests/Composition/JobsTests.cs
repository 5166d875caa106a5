using BotOps.Composition;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Tests.Composition;

public class JobsTests
{
    [Fact]
    public void A_job_does_not_speak_the_language_of_who_pressed()
    {
        new ServiceCollection().AddJobs(new BotOpsSettings { ConnectionString = "Host=nowhere", DataFolder = "/tmp", Artifacts = "/tmp" });

        Assert.DoesNotContain(GlobalJobFilters.Filters, filter => filter.Instance is CaptureCultureAttribute);
    }
}
