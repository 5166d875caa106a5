using BotOps.Core.Builds;
using BotOps.Core.Hosts;

namespace BotOps.Core.Releases;

/// <summary>Gets the archive of a build onto a host: it is sent there, or the host pulls it by a link. Nothing is done where it is there already.</summary>
public sealed class BringArtifact(IArtifactStore artifacts, IArtifactLinks links)
{
    /// <summary>A host that waited long for its turn comes too late with its link, and is given another.</summary>
    const int MostLinks = 3;

    internal Task To(OnHost at, HostTarget target) => at.Pulls ? Pull(at, target) : Send(at, target);

    Task Send(OnHost at, HostTarget target)
    {
        var (project, build) = (at.Rollout.Project, target.Build);
        var file = new HostFile(build.ArtifactSha256!, build.ArtifactBytes, async token =>
            await artifacts.Open(build.ArtifactSha256!, token) ?? throw new HostFailed(Texts.ArtifactGone(build.Id)));
        return at.Transport.Put(at.Host, HostVerbs.Incoming(project, file.Sha256), file, at.Stopping);
    }

    async Task Pull(OnHost at, HostTarget target)
    {
        var (rollout, build) = (at.Rollout, target.Build);
        for (var tries = 1; ; tries++)
        {
            var link = await links.To(build.ArtifactSha256!, at.Stopping);
            var answer = await at.Ask(HostVerbs.Pull(rollout.Project, target.Folder, rollout.Fence, build.ArtifactSha256!, build.ArtifactBytes, link.Address), link.Mask);
            if (answer.Ok) return;
            switch (answer.Values.GetValueOrDefault("http"))
            {
                case "403" when tries < MostLinks:
                    await at.Log.Write(at.Host.Name, Texts.Pulls.AnotherLink, at.Stopping);
                    continue;
                case "404": throw new HostFailed(Texts.ArtifactGone(build.Id));
                default: throw new HostFailed(link.Mask.Mask(rollout.Secrets.Masked(answer.Reason)));
            }
        }
    }
}
