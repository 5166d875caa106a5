using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace BotOps.Core.Doctor;

sealed class GitCheck : IDoctorCheck
{
    public string Name => "git";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        try
        {
            var result = await Cli.Wrap("git").WithArguments(["--version"]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(stopping);
            return result.IsSuccess
                ? CheckResult.Ok(result.StandardOutput.Trim().Replace("git version ", "", StringComparison.Ordinal))
                : CheckResult.Fail(Texts.Doctor.ToolBroken("git --version", result.StandardError.Trim()));
        }
        catch (Win32Exception)
        {
            return CheckResult.Fail(Texts.Doctor.ToolsMissing(["git"]));
        }
    }
}
