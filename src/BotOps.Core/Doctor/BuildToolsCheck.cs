using BotOps.Core.Builds;
using BotOps.Core.Builds.Maven;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>The programs that the catalog's build commands begin with; what lies in the tree itself is not known here.</summary>
sealed class BuildToolsCheck(IDbContextFactory<BotOpsDb> databases, BuildOptions? builds = null) : IDoctorCheck
{
    public string Name => "build tools";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var settings = await db.SettingsRevisions.AsNoTracking().Where(r => db.Environments.Any(e => e.SettingsRevisionId == r.Id))
            .Select(r => r.Settings).ToListAsync(stopping);

        var tools = settings.SelectMany(s => s.Build.Maven is null ? s.Build.Command.Take(1) : [MavenCommand.Program])
            .Where(t => !t.Contains('/') || Path.IsPathRooted(t)).Distinct().Order(StringComparer.Ordinal).ToList();
        var missing = tools.Where(t => !IsThere(t)).ToList();
        if (missing.Count > 0) return CheckResult.Fail(Texts.Doctor.ToolsMissing(missing));
        if (Jdk(settings) is { } problem) return CheckResult.Fail(problem);
        return tools.Count == 0 ? CheckResult.Skip(Texts.Doctor.NoBuildTools) : CheckResult.Ok(string.Join(", ", tools));
    }

    /// <summary>What is wrong with the first JDK that is not there; a process without builds has none to look at.</summary>
    string? Jdk(IEnumerable<Settings> settings)
    {
        if (builds is null) return null;
        try
        {
            foreach (var jdk in settings.Select(s => s.Build.Maven?.Jdk).Distinct()) JavaHome.Find(jdk, builds);
            return null;
        }
        catch (BuildFailed missing)
        {
            return missing.Message;
        }
    }

    bool IsThere(string tool)
    {
        if (Path.IsPathRooted(tool)) return File.Exists(tool);
        var path = builds?.Path ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, tool)));
    }
}
