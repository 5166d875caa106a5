using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>Whether the waves of a plan leave the balancer a server at every moment, as long as no host fails: told when it is asked for, not first when the last one would leave.</summary>
static class LeftServers
{
    /// <param name="all">Every host of the environment.</param>
    /// <exception cref="UserError">A wave would take all of them out.</exception>
    public static void Require(DeployEnvironment environment, IReadOnlyList<Assignment> all, WavePlan plan)
    {
        if (FirstWithout(environment, all, plan) is not { } wave) return;
        var away = all.Where(a => a.LeftOut is not null || a.ReleaseId is null).Select(a => a.Host.Name).ToList();
        throw new UserError(Texts.Balancing.WaveLeavesNone(wave, plan.Waves[wave - 1], away), "--min-up");
    }

    /// <summary>The number of the first such wave; null: there is none, or nothing that serves is lost. Of an only host everybody knows that nobody serves without it.</summary>
    public static int? FirstWithout(DeployEnvironment environment, IReadOnlyList<Assignment> all, WavePlan plan)
    {
        if (environment.Balancer is null || all.Count <= 1) return null;
        var serving = all.Where(a => a is { ReleaseId: not null, LeftOut: null }).Select(a => a.Host.Name).ToHashSet();
        foreach (var (at, wave) in plan.Waves.Index())
        {
            if (serving.Count > 0 && serving.IsSubsetOf(wave)) return at + 1;
            serving.UnionWith(wave);
        }
        return null;
    }
}
