namespace BotOps.Core.Releases;

/// <summary>What a person does to a release with a word of <see cref="ReleaseVerbs"/>, from a page or a script. Looks at who it is and at the state as it is now.</summary>
public interface IReleaseActions
{
    /// <summary>Throws <see cref="UserError"/> where the person may not, or the state no longer allows it; then nothing has changed.</summary>
    Task Do(long release, string verb, Guid person, string? reason, CancellationToken stopping);
}
