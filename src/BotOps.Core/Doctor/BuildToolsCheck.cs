using BotOps.Core.Builds;
using BotOps.Core.Persistence;
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

        var tools = settings.SelectMany(s => s.Build.Command.Take(1))
            .Where(t => !t.Contains('/') || Path.IsPathRooted(t)).Distinct().Order(StringComparer.Ordinal).ToList();
        var missing = tools.Where(t => !IsThere(t)).ToList();
        if (missing.Count > 0) return CheckResult.Fail(Texts.Doctor.ToolsMissing(missing));
        return tools.Count == 0 ? CheckResult.Skip(Texts.Doctor.NoBuildTools) : CheckResult.Ok(string.Join(", ", tools));
    }

    bool IsThere(string tool)
    {
        if (Path.IsPathRooted(tool)) return File.Exists(tool);
        var path = builds?.Path ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, tool)));
    }
}
