namespace BotOps.Core.Doctor;

/// <summary>Runs every check and tells each in one line: <c>ok   git 2.39.5</c>, <c>FAIL hosts order-03: no answer: …</c>.</summary>
public sealed class Doctor(IEnumerable<IDoctorCheck> checks, TimeProvider clock)
{
    /// <summary>A check that takes longer has failed; nobody waits for a doctor.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>True: nothing failed.</returns>
    public async Task<bool> Run(Action<string> write, CancellationToken stopping)
    {
        var running = checks.Select(check => (check.Name, Result: Run(check, stopping))).ToList();
        var well = true;
        foreach (var (name, result) in running)
        {
            var (state, text) = await result;
            well &= state != CheckState.Fail;
            write($"{Sign(state)} {name} {text.ReplaceLineEndings(" ")}");
        }
        return well;
    }

    async Task<CheckResult> Run(IDoctorCheck check, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await check.Run(ending.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return CheckResult.Fail(Texts.Doctor.CheckTooLong(Limit));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return CheckResult.Fail(error.GetBaseException().Message);
        }
    }

    static string Sign(CheckState state) => state switch
    {
        CheckState.Ok => "ok  ",
        CheckState.Fail => "FAIL",
        _ => "skip",
    };
}
