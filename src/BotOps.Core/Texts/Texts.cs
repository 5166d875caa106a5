using System.Globalization;

namespace BotOps.Core;

/// <summary>
/// All that BotOps says to people, in this one place. Every text stands here in both languages side by side, so that neither
/// can be forgotten; which one is said follows the reader (<see cref="CultureInfo.CurrentUICulture"/>, see <see cref="Languages"/>).
/// One thing has one name in each language; commands, options, states' code names and names of projects and hosts stay as typed:
/// <list type="table">
/// <item><term>release, rollout, wave</term><description>发布单、发布、批次</description></item>
/// <item><term>project, environment, host</term><description>项目、环境、主机</description></item>
/// <item><term>build, artifact, current build, bad build</term><description>构建、制品、当前构建、坏构建</description></item>
/// <item><term>settings, settings revision, catalog</term><description>配置、配置版本、配置目录</description></item>
/// <item><term>ask, approve, reject, withdraw, sign off</term><description>申请、批准、驳回、撤回、签核</description></item>
/// <item><term>cancel, pause, go on, abort, retry</term><description>取消、暂停、继续、中止、重试</description></item>
/// <item><term>roll back, last-good, restart</term><description>回滚、上一个可用构建、重启</description></item>
/// <item><term>lock, freeze, claim, take over</term><description>锁定、封网、占用、接管</description></item>
/// <item><term>drain, restore, left out (of service)</term><description>摘流量、挂回流量、已摘除</description></item>
/// <item><term>drain (BotOps itself), held</term><description>排空、暂缓</description></item>
/// <item><term>preflight, health check, soak (--wait)</term><description>预检、健康检查、观察</description></item>
/// <item><term>requester, approver, operator, admin</term><description>申请人、审批人、运维、管理员</description></item>
/// <item><term>channel, card, thread</term><description>频道、卡片、话题</description></item>
/// </list>
/// </summary>
public static partial class Texts
{
    static string Say(string english, string chinese) => Languages.Spoken == Languages.Chinese ? chinese : english;
}
