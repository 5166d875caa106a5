using System.ComponentModel;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>The svn client, where a project needs it.</summary>
sealed class SvnCheck(IDbContextFactory<BotOpsDb> databases) : IDoctorCheck
{
    public string Name => "svn";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if ((await db.Projects.AsNoTracking().Select(p => p.Repository).ToListAsync(stopping)).TrueForAll(r => r.Kind != Repository.Svn)) return CheckResult.Skip(Texts.Svn.NotUsed);
        try
        {
            var result = await Cli.Wrap("svn").WithArguments(["--version", "--quiet"]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(stopping);
            return result.IsSuccess ? CheckResult.Ok(result.StandardOutput.Trim()) : CheckResult.Fail(Texts.Doctor.ToolBroken("svn --version", result.StandardError.Trim()));
        }
        catch (Win32Exception)
        {
            return CheckResult.Fail(Texts.Doctor.ToolsMissing(["svn"]));
        }
    }
}
