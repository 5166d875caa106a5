using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Inventory;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Projects.Adopting;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>One place where each command meets its use case; the answer, if any, is for the asker alone.</summary>
public sealed class RunCommand(
    BotOpsDb db, Roles roles, SignIn signIn, RequestRelease request, ApproveRelease approve, EndRequest end, ControlRollout control, ReleaseCards cards,
    RequestRollback rollback, RequestRestart restart, RetryRelease retry, AnswerQuestion answer, WithdrawApproval withdraw, SignOff signOff,
    RequestScaleOut scaleOut, RequestScaleIn scaleIn, PressScale scale, KeepHosts keep, RequestCampaign campaign, PressCampaign pressCampaign, KeepCampaign keepCampaign, ShowCampaigns campaigns, OrderBuild build, CancelBuild cancelBuild, TakeHostOut takeOut, BringHostIn bringIn,
    AddProject addProject, AdoptProject adopt, ShowStatus status, ShowHosts hosts, ShowInstances instances, ShowHistory history, ChangeRoles changeRoles, LockEnvironments locks, SetLanguage language, AskInForm ask, WorkerOptions options)
{
    public async Task<Reply?> Handle(ChatEvent typed, Person person, CancellationToken stopping)
    {
        var command = typed.Kind == ChatEventKind.Form ? FilledForm.Read(typed.Action ?? "", typed.Filled ?? FilledForm.Nothing) : CommandParser.Parse(typed.Text ?? "");
        if (command is not (HelpInput or WhoAmIInput or LanguageInput or LoginInput)) await roles.RequireAny(person.Id, stopping);
        switch (command)
        {
            case DeployInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await request.Plan(plan, person.Id, stopping));
            case DeployInput deploy:
                await request.Handle(deploy, person.Id, typed.Place, stopping);
                return null;
            case RollbackInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await rollback.Plan(plan, person.Id, stopping));
            case RollbackInput input:
                return await rollback.Handle(input, person.Id, typed.Place, stopping);
            case RestartInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await restart.Plan(plan, person.Id, stopping));
            case RestartInput input:
                await restart.Handle(input, person.Id, typed.Place, stopping);
                return null;
            case ScaleOutInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await scaleOut.Plan(plan, person.Id, stopping));
            case ScaleOutInput input:
                await scaleOut.Handle(input, person.Id, typed.Place, stopping);
                return null;
            case ScaleInInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await scaleIn.Plan(plan, person.Id, stopping));
            case ScaleInInput input:
                await scaleIn.Handle(input, person.Id, typed.Place, stopping);
                return null;
            case CampaignInput { PlanOnly: true } plan:
                return new Reply(Texts.PlanFollows, Plan: await campaign.Plan(plan, person.Id, stopping));
            case CampaignInput input:
                await campaign.Handle(input, person.Id, typed.Place, stopping);
                return null;
            case CampaignsInput:
                return await campaigns.Handle(person, stopping);
            case KeepInput input when await db.IsCampaign(input.Order, stopping):
                await keepCampaign.Handle(input, person.Id, stopping);
                return null;
            case ReleaseInput input when await db.IsCampaign(input.Release, stopping):
                await pressCampaign.Typed(input, person, stopping);
                return null;
            case KeepInput input:
                await keep.Handle(input, person.Id, stopping);
                return null;
            case ReleaseInput input when await db.IsOrder(input.Release, stopping):
                await scale.Typed(input, person, stopping);
                return null;
            case AnswerInput input:
                await answer.Handle(input.Release, null, input.Answer, person.Id, stopping);
                return null;
            case ReleaseInput { Verb: ReleaseVerb.Retry } input:
                return await retry.Handle(input.Release, person.Id, typed.Place, stopping);
            case ReleaseInput input:
                return await OnRelease(input, person, stopping);
            case LockInput input:
                await locks.Lock(input, person.Id, typed.Place, stopping);
                return null;
            case UnlockInput input:
                await locks.Unlock(input, person.Id, typed.Place, stopping);
                return null;
            case BuildInput input:
                return await build.Handle(input, person.Id, typed.Place, stopping);
            case CancelBuildInput input:
                return await cancelBuild.Handle(input.Build, person.Id, input.Reason, stopping);
            case HostInput input:
                return input.Out ? await takeOut.Handle(input, person, typed.Place, stopping) : await bringIn.Handle(input, person, typed.Place, stopping);
            case StatusInput input:
                return await status.Running(input.Project, stopping);
            case HostsInput input:
                return await hosts.Handle(input.Project, input.Environment, stopping);
            case InstancesInput input:
                return await instances.Handle(input, person, stopping);
            case HistoryInput input:
                return await history.Of(input, person, stopping);
            case RoleInput input:
                return await changeRoles.Handle(input, person, stopping);
            case LogInput input:
                return await status.Log(input.Release, stopping);
            case ProjectInput input:
                return await addProject.Try(input, person, typed.Place, stopping);
            case AdoptInput input:
                return await adopt.Show(input, person.Id, stopping);
            case ProjectsInput:
                return await status.Projects(stopping);
            case WhoAmIInput:
                return await WhoAmI(person, stopping);
            case LanguageInput input:
                return language.Handle(person, input.Language);
            case LoginInput input:
                var link = $"{options.PublicUrl}/login?token={await signIn.CreateLink(person.Id, stopping)}{(input.Release is { } release ? $"&to=/releases/{release}" : "")}";
                return new Reply(Texts.LoginLink, Lines: [[new Span(link, Link: link)]]);
            case HelpInput input:
                return await HelpFor(input, person, stopping);
            case FormWanted form:
                return new Reply(Texts.Missing(form.Missing), Form: await ask.For(CommandTable.Find(form.Command)!, form.Known, person, stopping));
            case var other:
                throw new InvalidOperationException($"Nobody runs {other.GetType().Name}.");
        }
    }

    async Task<Reply?> OnRelease(ReleaseInput input, Person person, CancellationToken stopping)
    {
        switch (input.Verb)
        {
            case ReleaseVerb.Approve when await AskAgain(input.Release, stopping) is { } again:
                return again;
            case ReleaseVerb.Approve: await approve.Handle(input.Release, person.Id, null, knowing: false, stopping); break;
            case ReleaseVerb.Reject: await end.Reject(input.Release, person.Id, null, input.Reason, stopping); break;
            case ReleaseVerb.Cancel: await end.Cancel(input.Release, person.Id, input.Reason, stopping); break;
            case ReleaseVerb.Pause: await control.Pause(input.Release, person.Id, stopping); break;
            case ReleaseVerb.Resume: await control.Resume(input.Release, person.Id, stopping); break;
            case ReleaseVerb.Withdraw: await withdraw.Handle(input.Release, person.Id, stopping); break;
            case ReleaseVerb.SignOff: await signOff.Handle(input.Release, person.Id, stopping); break;
            case ReleaseVerb.Abort: await control.Abort(input.Release, person.Id, input.Reason, stopping); break;
        }
        return null;
    }

    /// <summary>Commits would disappear: a typed approve shows which and asks once more, as the button does.</summary>
    async Task<Reply?> AskAgain(long id, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stopping);
        if (release is not { State: ReleaseState.AwaitingApproval, Facts.Commits.GoneCount: > 0 }) return null;

        var card = await cards.Of(id, stopping);
        return new Reply(Texts.ApproveAgain(release), Buttons: [.. card.Buttons.Where(b => b.Action == "approve")]);
    }

    async Task<Reply> WhoAmI(Person person, CancellationToken stopping)
    {
        var granted = await roles.Of(person.Id, stopping);
        return new Reply(Texts.YouAre(person.Name, person.Handle), Lines: [[Texts.LanguageIs(person.Language)], .. granted.Count > 0
            ? granted.Select(g => new Span[] { Texts.RoleLine(g) })
            : [[Texts.NoRoleYet(await roles.Admins(stopping))]]]);
    }

    async Task<Reply> HelpFor(HelpInput input, Person person, CancellationToken stopping)
    {
        if (input.Command is { } name) return new Reply(Texts.HelpOf(name), Lines: Help.For(CommandTable.Find(name)!));

        var granted = (await roles.Of(person.Id, stopping)).Select(g => g.Role).ToHashSet();
        IReadOnlyList<IReadOnlyList<Span>> lines = Help.For(granted.Contains);
        return new Reply(Texts.HelpHead, Lines: granted.Count > 0 ? lines : [.. lines, [Texts.NoRoleYet(await roles.Admins(stopping))]]);
    }
}
