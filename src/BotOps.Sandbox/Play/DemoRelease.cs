namespace BotOps.Sandbox.Play;

/// <summary>What <c>/api/v1/releases/&lt;n&gt;</c> tells, as far as the demo looks at it.</summary>
sealed record DemoRelease(long Id, string State, bool Ended, string Commit, string? BuildState, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

sealed record DemoHost(string Host, int Wave, string State, string? FailedStep, string? Reason);
