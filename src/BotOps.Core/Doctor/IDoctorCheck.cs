namespace BotOps.Core.Doctor;

/// <summary>One thing that BotOps needs; the doctor tells in one line whether it is there.</summary>
public interface IDoctorCheck
{
    /// <summary>One or two words: <c>database</c>, <c>build tools</c>.</summary>
    string Name { get; }

    /// <summary>May throw: then that is what is wrong.</summary>
    Task<CheckResult> Run(CancellationToken stopping);
}

public enum CheckState { Ok, Fail, Skip }

/// <param name="Text">What was found; for a failure what is wrong and what to do.</param>
public sealed record CheckResult(CheckState State, string Text)
{
    public static CheckResult Ok(string text) => new(CheckState.Ok, text);
    public static CheckResult Fail(string text) => new(CheckState.Fail, text);
    public static CheckResult Skip(string text) => new(CheckState.Skip, text);
}
